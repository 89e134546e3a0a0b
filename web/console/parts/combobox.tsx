import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { inLanguage } from '../core/words.ts';
import { Icon } from './icon.tsx';

const words = inLanguage({
  en: { none: 'Nothing found', clear: 'Clear' },
  de: { none: 'Nichts gefunden', clear: 'Leeren' },
});

export interface Choice {
  value: string;
  label: string;
  /** What tells it from others of the same name. */
  detail?: string | undefined;
}

export interface ComboboxProps {
  label: string;
  value: string | undefined;
  onChoose: (value: string | undefined) => void;
  /** What fits a text, or all there is to begin with. */
  search: (text: string) => Promise<readonly Choice[]>;
  /** What the chosen value is called, if it is known. */
  shown?: string | undefined;
  placeholder?: string;
  id?: string;
}

/** A field that finds one of many by what is typed (the ARIA pattern of a combobox with a list). */
export function Combobox({ label, value, onChoose, search, shown, placeholder, id: given }: ComboboxProps) {
  const own = useId();
  const id = given ?? own;
  const text = useSignal(shown ?? '');
  const open = useSignal(false);
  const choices = useSignal<readonly Choice[] | undefined>(undefined);
  const active = useSignal(0);
  const asked = useRef(0);
  useEffect(() => {
    text.value = shown ?? '';
  }, [shown, value]);

  const find = (wanted: string) => {
    const turn = ++asked.current;
    void search(wanted).then((found) => {
      if (turn !== asked.current) return;
      choices.value = found;
      active.value = 0;
    });
  };
  const show = (wanted: string) => {
    open.value = true;
    find(wanted);
  };
  const choose = (choice: Choice) => {
    text.value = choice.label;
    open.value = false;
    onChoose(choice.value);
  };
  const leave = () => {
    open.value = false;
    text.value = shown ?? '';
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const found = choices.value ?? [];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (!open.value) return show('');
      const by = event.key === 'ArrowDown' ? 1 : found.length - 1;
      active.value = found.length === 0 ? 0 : (active.value + by) % found.length;
    } else if (event.key === 'Enter' && open.value) {
      event.preventDefault();
      const choice = found[active.value];
      if (choice !== undefined) choose(choice);
    } else if (event.key === 'Escape' && open.value) {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
  };
  return (
    <div class="combobox">
      <input
        id={id}
        role="combobox"
        aria-label={label}
        aria-expanded={open.value}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={open.value && choices.value?.length ? `${id}-${active.value}` : undefined}
        autocomplete="off"
        placeholder={placeholder}
        value={text.value}
        onFocus={(event) => event.currentTarget.select()}
        onClick={() => show('')}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          show(text.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={leave}
      />
      {value !== undefined && (
        <button
          type="button"
          class="plain only-icon"
          aria-label={words.clear}
          onClick={() => {
            text.value = '';
            onChoose(undefined);
          }}
        >
          <Icon name="close" />
        </button>
      )}
      <ul id={`${id}-list`} role="listbox" aria-label={label} hidden={!open.value}>
        {choices.value?.map((choice, index) => (
          <li
            key={choice.value}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active.value}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(choice)}
          >
            {choice.label}
            {choice.detail !== undefined && <span class="soft"> {choice.detail}</span>}
          </li>
        ))}
        {choices.value?.length === 0 && (
          <li role="option" aria-disabled="true" aria-selected="false" tabIndex={-1}>
            {words.none}
          </li>
        )}
      </ul>
    </div>
  );
}
