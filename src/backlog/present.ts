import { iso } from '../http/time.ts';
import type { OwedState, WebhookBacklog } from './read-backlog.ts';
import type { LastAttemptRow } from './store.ts';
import { type BacklogSum, sumUp } from './sum-up.ts';

const isoOrNull = (time: number | null) => (time === null ? null : iso(time));
const seconds = (milliseconds: number) => Math.round(milliseconds / 1000);

/** The backlog for a program to read. Of URLs the host alone: what follows it is often a secret. */
export function presentBacklog(
  webhooks: readonly WebhookBacklog[],
  lastAttempts: ReadonlyMap<string, LastAttemptRow>,
  now: number,
) {
  const sum = sumUp(webhooks, now);
  return {
    time: iso(now),
    owed: Object.fromEntries(
      Object.entries(sum.owed).map(([state, { count, oldestAgeMs }]) => [
        state,
        { count, oldest_age_seconds: seconds(oldestAgeMs) },
      ]),
    ),
    overdue_seconds: seconds(sum.overdueMs),
    webhooks: webhooks.map((webhook) => {
      const last = lastAttempts.get(webhook.id);
      return {
        account: webhook.account_id,
        account_name: webhook.account_name,
        webhook: webhook.id,
        name: webhook.name,
        host: hostOf(webhook.url),
        state: webhook.state,
        failing_since: isoOrNull(webhook.failing_since),
        failures: webhook.failures,
        paused_time: isoOrNull(webhook.paused_time),
        last_success_time: isoOrNull(webhook.last_success_time),
        owed: webhook.owed,
        oldest_time: isoOrNull(webhook.oldest_time),
        due_since: isoOrNull(webhook.due_since),
        last_attempt:
          last === undefined
            ? null
            : { time: iso(last.started_time), outcome: last.outcome, status: last.status, error: last.error },
      };
    }),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

const counted = new Intl.NumberFormat('en-US');

/** The backlog for a person to read, as lines: what there is in all, and the webhooks, the oldest delivery first. */
export function describeBacklog(
  webhooks: readonly WebhookBacklog[],
  lastAttempts: ReadonlyMap<string, LastAttemptRow>,
  { now, all }: { now: number; all: boolean },
): string[] {
  const told = webhooks
    .filter(({ pending, state }) => all || pending > 0 || state !== 'active')
    .sort((a, b) => (a.oldest_time ?? now) - (b.oldest_time ?? now));
  const rows = told.map((webhook) => {
    const last = lastAttempts.get(webhook.id);
    return [
      webhook.id,
      stateText(webhook, now),
      counted.format(webhook.pending),
      counted.format(webhook.owed.due),
      webhook.oldest_time === null ? '' : span(now - webhook.oldest_time),
      last === undefined ? '' : `${last.status ?? last.outcome}, ${span(now - last.started_time)} ago`,
    ];
  });
  const [heads, ...lines] = table(['WEBHOOK', 'STATE', 'OWED', 'DUE', 'OLDEST', 'LAST ATTEMPT'], rows);
  const summary = sumText(sumUp(webhooks, now), webhooks.length);
  if (told.length === 0) return summary;
  return [...summary, '', heads!, ...told.flatMap((webhook, i) => [lines[i]!, ...detailsOf(webhook, lastAttempts)])];
}

/** Whose webhook it is, and what went wrong with its last attempt. */
function detailsOf(
  { id, name, url, account_id, account_name }: WebhookBacklog,
  lastAttempts: ReadonlyMap<string, LastAttemptRow>,
): string[] {
  const details = [`${name} at ${hostOf(url)}, of ${account_name} (${account_id})`, lastAttempts.get(id)?.error ?? ''];
  return details.filter((line) => line !== '').map((line) => `  ${shortened(visible(line), 96)}`);
}

function sumText({ owed, overdueMs }: BacklogSum, webhooks: number): string[] {
  if (webhooks === 0) return ['There are no webhooks.'];
  const all = webhooks === 1 ? 'The one webhook' : `The ${counted.format(webhooks)} webhooks`;
  const total = Object.values(owed).reduce((count, each) => count + each.count, 0);
  if (total === 0) return [`${all} ${webhooks === 1 ? 'has' : 'have'} got everything.`];
  const counts: Record<OwedState, string> = {
    due: overdueMs < 1000 ? 'due' : `due, for up to ${span(overdueMs)}`,
    waiting: 'waiting for their next try',
    parked: 'parked until their webhook answers',
    draining: 'being sent to webhooks that answer again',
    paused: 'kept for paused webhooks',
  };
  const lines = Object.entries(counts)
    .map(([state, text]) => ({ count: owed[state as OwedState].count, text }))
    .filter(({ count }) => count > 0)
    .map(({ count, text }) => [counted.format(count), text] as const);
  const width = Math.max(...lines.map(([count]) => count.length));
  return [
    `${all} ${webhooks === 1 ? 'is' : 'are'} owed ${counted.format(total)} deliveries:`,
    ...lines.map(([count, text]) => `  ${count.padStart(width)} ${text}`),
  ];
}

function stateText({ state, failing_since, failures, paused_time }: WebhookBacklog, now: number): string {
  if (state === 'paused') return `paused for ${span(now - paused_time!)}`;
  if (state !== 'failing') return state;
  return `failing for ${span(now - failing_since!)} (${counted.format(failures)}×)`;
}

/** 45 s, 12 min, 3 h 20 min, 2 d 4 h. */
function span(milliseconds: number): string {
  const total = Math.max(0, Math.round(milliseconds / 1000));
  const [days, hours, minutes] = [
    Math.floor(total / 86_400),
    Math.floor(total / 3600) % 24,
    Math.floor(total / 60) % 60,
  ];
  if (days > 0) return `${days} d ${hours} h`;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min` : `${total} s`;
}

const numeric = /^[\d,]+$/;

/** Columns as wide as what is in them, numbers to the right. */
function table(heads: string[], rows: string[][]): string[] {
  const cells = [heads, ...rows];
  const widths = heads.map((_, column) => Math.max(...cells.map((row) => row[column]!.length)));
  const right = heads.map((_, column) => rows.every((row) => numeric.test(row[column]!)));
  return cells.map((row) =>
    row
      .map((cell, column) => (right[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}

/** Names are other people's: none may steer the terminal. */
function visible(text: string): string {
  return text.replace(/\p{C}/gu, '\ufffd');
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
