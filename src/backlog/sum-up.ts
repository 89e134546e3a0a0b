import type { OwedState, WebhookBacklog } from './read-backlog.ts';

/** What all webhooks together are owed. Ages are in milliseconds. */
export interface BacklogSum {
  owed: Record<OwedState, { count: number; oldestAgeMs: number }>;
  /** For how long the delivery that is most overdue has been so. */
  overdueMs: number;
  webhooks: Record<WebhookBacklog['state'], number>;
  /** For how long the webhook that has failed longest has done so. */
  failingMs: number;
}

/** Adds up what webhooks are owed. Ages are of the deliveries, from when they were written. */
export function sumUp(webhooks: readonly WebhookBacklog[], now: number): BacklogSum {
  const none = () => ({ count: 0, oldestAgeMs: 0 });
  const sum: BacklogSum = {
    owed: { due: none(), waiting: none(), parked: none(), draining: none(), paused: none() },
    overdueMs: 0,
    webhooks: { active: 0, failing: 0, recovering: 0, paused: 0, deleted: 0 },
    failingMs: 0,
  };
  const age = (time: number | null) => (time === null ? 0 : Math.max(0, now - time));
  for (const webhook of webhooks) {
    sum.webhooks[webhook.state]++;
    if (webhook.state === 'failing') sum.failingMs = Math.max(sum.failingMs, age(webhook.failing_since));
    for (const state of Object.keys(sum.owed) as OwedState[]) {
      const owed = sum.owed[state];
      owed.count += webhook.owed[state];
      if (webhook.owed[state] > 0) owed.oldestAgeMs = Math.max(owed.oldestAgeMs, age(webhook.oldest_time));
    }
    if (webhook.owed.due > 0) sum.overdueMs = Math.max(sum.overdueMs, age(webhook.due_since));
  }
  return sum;
}
