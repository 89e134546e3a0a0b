import { signal } from '@preact/signals';
import { inLanguage } from '../core/words.ts';
import { Icon } from './icon.tsx';

interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'failed';
  undo: (() => void) | undefined;
  /** Stops the clock that takes it away. */
  timer: ReturnType<typeof setTimeout>;
}

const words = inLanguage({
  en: { undo: 'Undo', close: 'Dismiss', region: 'Messages' },
  de: { undo: 'Rückgängig', close: 'Schließen', region: 'Meldungen' },
});

const toasts = signal<readonly Toast[]>([]);
let last = 0;

/** Long enough to read it and to reach for the button, also for those who are slow. */
const shownMs = 8000;
const mostShown = 3;

function remove(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

/** Says what was done or did not work, with a way back if there is one. */
export function toast(text: string, { tone = 'done', undo }: { tone?: Toast['tone']; undo?: () => void } = {}): void {
  const id = ++last;
  const timer = setTimeout(() => remove(id), shownMs);
  toasts.value = [...toasts.value.slice(1 - mostShown), { id, text, tone, undo, timer }];
}

/** Takes back what the newest message says, as Ctrl+Z does. False if there is nothing to take back. */
export function undoLast(): boolean {
  const found = toasts.value.findLast((each) => each.undo !== undefined);
  if (found === undefined) return false;
  remove(found.id);
  found.undo?.();
  return true;
}

/** While somebody is at them, messages stay. */
function hold(each: Toast): void {
  clearTimeout(each.timer);
}

function release(each: Toast): void {
  each.timer = setTimeout(() => remove(each.id), shownMs);
}

export function Toasts() {
  return (
    <section class="toasts" aria-label={words.region}>
      <div aria-live="polite" role="status">
        {toasts.value.map((each) => (
          <div
            key={each.id}
            class={`toast ${each.tone}`}
            onMouseEnter={() => hold(each)}
            onMouseLeave={() => release(each)}
            onFocusCapture={() => hold(each)}
            onBlurCapture={() => release(each)}
          >
            <Icon name={each.tone === 'done' ? 'check' : 'warning'} />
            <p>{each.text}</p>
            {each.undo !== undefined && (
              <button
                type="button"
                class="plain strong"
                onClick={() => {
                  remove(each.id);
                  each.undo?.();
                }}
              >
                {words.undo}
              </button>
            )}
            <button type="button" class="plain only-icon" aria-label={words.close} onClick={() => remove(each.id)}>
              <Icon name="close" />
            </button>
          </div>
        ))}
      </div>
    </section>
  );
}
