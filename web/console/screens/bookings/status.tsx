import type { Status } from './filters.ts';
import { words } from './words.ts';

/** A booking's state: its word, and a mark whose shape differs too, for those who do not tell the colours apart. */
export function StatusMark({ status }: { status: Status }) {
  return (
    <span class={`status ${status}`}>
      <span class="status-dot" aria-hidden="true" />
      {words.statuses[status]}
    </span>
  );
}
