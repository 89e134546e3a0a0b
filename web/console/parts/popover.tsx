import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface PopoverProps {
  /** What the button shows. */
  button: ComponentChildren;
  /** What opens is called so; the button too, unless its own text names it. */
  label: string;
  named?: boolean;
  class?: string;
  role: 'menu' | 'dialog';
  children: (close: () => void) => ComponentChildren;
  /** On which side of the button it is aligned. */
  align?: 'start' | 'end';
}

/** A button and what opens at it. It closes by Escape, by a click beside it and when the focus leaves, and gives the focus back. */
export function Popover({
  button,
  label,
  named = false,
  class: className = 'quiet',
  role,
  children,
  align = 'start',
}: PopoverProps) {
  const open = useSignal(false);
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLButtonElement>(null);
  const close = () => {
    open.value = false;
    opener.current?.focus();
  };
  // Before it is painted, so that what is typed at once goes where it is meant to.
  useLayoutEffect(() => {
    if (!open.value) return;
    const element = panel.current!;
    element.showPopover();
    put(element, opener.current!, align);
    element.querySelector<HTMLElement>('[role^="menuitem"], input, select, button, a')?.focus();
    const closed = (event: Event) => {
      if ((event as ToggleEvent).newState !== 'closed') return;
      open.value = false;
      // A click elsewhere has its own idea of where the focus goes.
      if (element.contains(document.activeElement) || document.activeElement === document.body) opener.current?.focus();
    };
    element.addEventListener('toggle', closed);
    return () => element.removeEventListener('toggle', closed);
  }, [open.value]);
  return (
    <span class="popover-place">
      <button
        ref={opener}
        type="button"
        class={className}
        aria-haspopup={role}
        aria-expanded={open.value}
        aria-controls={open.value ? id : undefined}
        aria-label={named ? undefined : label}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        {button}
      </button>
      {open.value && (
        <div
          ref={panel}
          id={id}
          popover="auto"
          class={`popover ${role}`}
          role={role}
          aria-label={label}
          onKeyDown={(event) => {
            if (role === 'menu') moveInMenu(event, panel.current!);
            // Tab leaves it from either end as if it were not there.
            if (role === 'menu' && event.key === 'Tab') close();
          }}
        >
          {children(close)}
        </div>
      )}
    </span>
  );
}

/** Below the button, or above where there is no room. */
function put(element: HTMLElement, button: HTMLElement, align: 'start' | 'end'): void {
  const at = button.getBoundingClientRect();
  const { width, height } = element.getBoundingClientRect();
  const gap = 6;
  const toEnd = (align === 'end') === (getComputedStyle(button).direction === 'ltr');
  const left = toEnd ? at.right - width : at.left;
  const below = at.bottom + gap + height <= innerHeight || at.top - gap - height < 0;
  element.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  element.style.top = `${Math.max(8, below ? Math.min(at.bottom + gap, innerHeight - height - 8) : at.top - gap - height)}px`;
}

function moveInMenu(event: KeyboardEvent, menu: HTMLElement): void {
  const items = [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  const now = items.indexOf(document.activeElement as HTMLElement);
  const to: Record<string, number> = {
    ArrowDown: (now + 1) % items.length,
    ArrowUp: (now - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  };
  const next = to[event.key];
  if (next === undefined) return;
  event.preventDefault();
  items[next]?.focus();
}
