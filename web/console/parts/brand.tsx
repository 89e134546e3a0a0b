/** The product's mark and name. */
export function Brand() {
  return (
    <>
      <svg class="brand-mark" viewBox="0 0 20 20" aria-hidden="true">
        <rect x="1.5" y="2.5" width="17" height="15.5" rx="4" />
        <path d="M5.5 7.5h9M5.5 11h9M5.5 14.5h5" />
      </svg>
      Daybook
    </>
  );
}
