import { signal } from '@preact/signals';

const said = signal('');

/** Has screen readers say something that others see happen. */
export function announce(text: string): void {
  // The same text twice would not be a change.
  said.value = said.value === text ? `${text}\u00a0` : text;
}

export function Announcer() {
  return (
    <p class="hidden" role="status" aria-live="polite">
      {said.value}
    </p>
  );
}
