import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { inLanguage } from '../core/words.ts';
import { Dialog } from '../parts/dialog.tsx';

const words = inLanguage({
  en: { title: 'Keyboard shortcuts', everywhere: 'Everywhere', here: 'On this screen', next: 'then' },
  de: { title: 'Tastenkürzel', everywhere: 'Überall', here: 'Auf dieser Seite', next: 'dann' },
});

export interface Shortcut {
  /** Keys as they are called, one after the other: `g b`, `?`, `Mod+k`. */
  keys: string;
  label: string;
  run: () => void;
  /** True for those of the frame. */
  everywhere?: boolean;
}

/** Those that work now. What was added last goes first: a dialog's own before the screen's. */
const active = signal<readonly Shortcut[]>([]);
export const helpOpen = signal(false);

/** Lets shortcuts work while a part is shown. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  useEffect(() => {
    active.value = [...shortcuts, ...active.value];
    return () => {
      active.value = active.value.filter((each) => !shortcuts.includes(each));
    };
  }, [shortcuts]);
}

const isMac = /Mac|iP(hone|ad)/.test(navigator.userAgent);
let begun: { key: string; time: number } | undefined;
/** How long the second key of two may be awaited. */
const patienceMs = 1200;

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}

/** Listens for as long as the page is there. */
export function startShortcuts(): void {
  addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const mod = isMac ? event.metaKey : event.ctrlKey;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const pressed = mod ? `Mod+${key}` : event.metaKey || event.ctrlKey || event.altKey ? '' : key;
    if (pressed === '' || (!mod && isTyping(event.target))) return;
    // Over a dialog only what has to do with it works.
    if (document.querySelector('dialog[open]') !== null && !mod) return;
    const both = begun !== undefined && event.timeStamp - begun.time < patienceMs ? `${begun.key} ${pressed}` : pressed;
    const found = active.value.find((each) => each.keys === both) ?? active.value.find((each) => each.keys === pressed);
    begun = found === undefined ? { key: pressed, time: event.timeStamp } : undefined;
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  });
}

/** Keys as they stand on the keyboard. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span class="keys">
      {keys.split(' ').map((key, index) => (
        <span key={index}>
          {index > 0 && <span class="soft"> {words.next} </span>}
          {key.split('+').map((part) => (
            <kbd key={part}>
              {part === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : part.length === 1 ? part.toUpperCase() : part}
            </kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

export function ShortcutHelp() {
  if (!helpOpen.value) return null;
  const groups = [
    { title: words.here, shortcuts: active.value.filter((each) => each.everywhere !== true) },
    { title: words.everywhere, shortcuts: active.value.filter((each) => each.everywhere === true) },
  ];
  return (
    <Dialog
      title={words.title}
      size="medium"
      onClose={() => {
        helpOpen.value = false;
      }}
    >
      {groups.map(
        ({ title, shortcuts }) =>
          shortcuts.length > 0 && (
            <section key={title} class="help">
              <h3>{title}</h3>
              <dl>
                {shortcuts.map((each) => (
                  <div key={each.keys + each.label}>
                    <dt>{each.label}</dt>
                    <dd>
                      <Keys keys={each.keys} />
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          ),
      )}
    </Dialog>
  );
}
