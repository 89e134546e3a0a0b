import { useId } from 'preact/hooks';
import { inLanguage } from '../core/words.ts';
import { Icon } from './icon.tsx';
import { toast } from './toast.tsx';

const words = inLanguage({
  en: { copy: 'Copy', copied: 'Copied', failed: 'The browser does not let this page copy. Select the text yourself.' },
  de: {
    copy: 'Kopieren',
    copied: 'Kopiert',
    failed: 'Der Browser lässt diese Seite nicht kopieren. Markiere den Text selbst.',
  },
});

/** Puts a text into the clipboard and says so. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast(words.copied);
  } catch {
    toast(words.failed, { tone: 'failed' });
  }
}

/** Something to take elsewhere, such as a key or a link: all of it in sight, selected by a click, copied by a button. */
export function Secret({ label, value, note }: { label: string; value: string; note?: string }) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <span class="secret">
        <input
          id={id}
          readOnly
          value={value}
          {...(note === undefined ? {} : { 'aria-describedby': `${id}-note` })}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" class="quiet" onClick={() => void copy(value)}>
          <Icon name="copy" /> {words.copy}
        </button>
      </span>
      {note !== undefined && (
        <p class="hint" id={`${id}-note`}>
          {note}
        </p>
      )}
    </div>
  );
}
