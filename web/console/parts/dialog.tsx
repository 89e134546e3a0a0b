import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { inLanguage } from '../core/words.ts';
import { Icon } from './icon.tsx';

const words = inLanguage({ en: { close: 'Close' }, de: { close: 'Schließen' } });

export interface DialogProps {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  /** A word to begin with, below the title. */
  lead?: ComponentChildren;
  size?: 'small' | 'medium' | 'large';
  /** A drawer comes from the side where people begin to read. */
  kind?: 'dialog' | 'drawer';
  /** True if it stays until it is answered. */
  firm?: boolean;
}

/**
 * A dialog over the page: the browser's own, which keeps the focus inside, closes by Escape and gives the focus back. It is there
 * as long as it is rendered.
 */
export function Dialog({ title, lead, onClose, children, size = 'small', kind = 'dialog', firm = false }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it is painted, so that what is typed at once goes where it is meant to.
  useLayoutEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement as HTMLElement | null;
    element.showModal();
    return () => {
      element.close();
      opener?.focus?.();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`${kind} ${size}`}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        if (!firm) onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current && !firm) onClose();
      }}
    >
      <div class="dialog-sheet">
        <div class="dialog-head">
          <h2 id={id}>{title}</h2>
          {!firm && (
            <button type="button" class="plain only-icon" aria-label={words.close} onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </div>
        {lead !== undefined && <p class="dialog-lead">{lead}</p>}
        {children}
      </div>
    </dialog>
  );
}
