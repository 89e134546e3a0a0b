import type { ComponentChildren } from 'preact';
import { messageOf } from '../core/api.ts';
import { inLanguage } from '../core/words.ts';
import { Icon, type IconName } from './icon.tsx';

const words = inLanguage({
  en: { again: 'Try again', failed: 'This could not be loaded', loading: 'Loading' },
  de: { again: 'Noch einmal versuchen', failed: 'Das konnte nicht geladen werden', loading: 'Wird geladen' },
});

/** What is shown where there is nothing: what would be here, and what to do about it. */
export function Empty({
  icon,
  title,
  whole = false,
  children,
}: {
  icon: IconName;
  title: string;
  /** True if it is all there is on the page. */
  whole?: boolean;
  children?: ComponentChildren;
}) {
  const Title = whole ? 'h1' : 'h2';
  return (
    <div class="state">
      <span class="state-mark">
        <Icon name={icon} />
      </span>
      <Title>{title}</Title>
      {children !== undefined && <div class="state-text">{children}</div>}
    </div>
  );
}

/** What is shown when something could not be read: why, and how to try again. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div class="state" role="alert">
      <span class="state-mark alarm">
        <Icon name="warning" />
      </span>
      <h2>{words.failed}</h2>
      <p class="state-text">{messageOf(error)}</p>
      {retry !== undefined && (
        <button type="button" class="quiet" onClick={retry}>
          {words.again}
        </button>
      )}
    </div>
  );
}

/** The outline of what is being read. */
export function Loading({ rows = 6 }: { rows?: number }) {
  return (
    <div class="skeleton" role="status">
      <span class="hidden">{words.loading}</span>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} class="bar" aria-hidden="true" />
      ))}
    </div>
  );
}
