import type { ListedDelivery, WebhookStatus } from '../../../../packages/client/daybook.ts';
import { words } from './words.ts';

/** By state: the booking states whose mark it shares, so that one shape means one thing everywhere. */
const marks = {
  active: 'scheduled',
  failing: 'no_show',
  recovering: 'rescheduled',
  paused: 'canceled',
  pending: 'requested',
  delivered: 'scheduled',
  failed: 'no_show',
  dropped: 'canceled',
} as const;

/** How a webhook fares, or a delivery: a word and a mark. */
export function StateMark({ state }: { state: WebhookStatus['state'] | ListedDelivery['state'] }) {
  const text = state in words.states ? words.states[state as 'active'] : words.state[state as 'pending'];
  return (
    <span class={`status ${marks[state]}`}>
      <span class="status-dot" aria-hidden="true" />
      {text}
    </span>
  );
}
