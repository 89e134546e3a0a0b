import { useEffect, useState } from 'preact/hooks';
import { setQuery } from '../core/router.ts';

/** How long somebody may pause within a word. */
const pauseMs = 300;

/** A field that keeps what is typed to itself until somebody pauses, and then puts it into the address under a name. */
export function FilterInput({
  name,
  value,
  label,
  placeholder,
}: {
  name: string;
  /** What the address says. */
  value: string;
  label: string;
  placeholder?: string;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === value) return;
    const timer = setTimeout(() => setQuery({ [name]: wanted || undefined }, { replace: true }), pauseMs);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <input
      aria-label={label}
      placeholder={placeholder}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
    />
  );
}
