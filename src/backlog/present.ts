import { iso } from '../http/time.ts';
import type { WebhookBacklog } from './read-backlog.ts';
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

/** The backlog for a person to read, as lines: what there is in all, and a table of webhooks, the oldest delivery first. */
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
      `${webhook.account_id} ${webhook.account_name}`,
      `${webhook.id} ${webhook.name}`,
      hostOf(webhook.url),
      stateText(webhook, now),
      counted.format(webhook.pending),
      counted.format(webhook.owed.due),
      webhook.oldest_time === null ? '' : span(now - webhook.oldest_time),
      last === undefined ? '' : `${attemptText(last)}, ${span(now - last.started_time)} ago`,
    ];
  });
  const heads = ['ACCOUNT', 'WEBHOOK', 'HOST', 'STATE', 'OWED', 'DUE', 'OLDEST', 'LAST ATTEMPT'];
  return [...sumText(sumUp(webhooks, now), webhooks.length), ...(rows.length === 0 ? [] : ['', ...table(heads, rows)])];
}

function sumText({ owed, overdueMs }: BacklogSum, webhooks: number): string[] {
  const total = Object.values(owed).reduce((count, each) => count + each.count, 0);
  const of = webhooks === 1 ? 'The one webhook' : `The ${counted.format(webhooks)} webhooks`;
  if (webhooks === 0) return ['There are no webhooks.'];
  if (total === 0) return [`${of} ${webhooks === 1 ? 'has' : 'have'} got everything.`];
  const parts = [
    `${counted.format(owed.due.count)} due${overdueMs > 1000 ? ` (for ${span(overdueMs)})` : ''}`,
    `${counted.format(owed.waiting.count)} waiting for their next try`,
    `${counted.format(owed.parked.count)} parked until their webhook answers`,
    `${counted.format(owed.draining.count)} being sent to webhooks that answer again`,
    `${counted.format(owed.paused.count)} kept for paused webhooks`,
  ];
  return [`${of} ${webhooks === 1 ? 'is' : 'are'} owed ${counted.format(total)} deliveries: ${parts.join(', ')}.`];
}

function stateText({ state, failing_since, failures, paused_time }: WebhookBacklog, now: number): string {
  if (state === 'paused') return `paused for ${span(now - paused_time!)}`;
  if (state !== 'failing') return state;
  return `failing for ${span(now - failing_since!)} (${counted.format(failures)} times)`;
}

function attemptText({ outcome, status, error }: LastAttemptRow): string {
  if (outcome === 'ok' || outcome === 'status') return `${status}`;
  return `${outcome}: ${shortened(error ?? '', 60)}`;
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
  const cells = [heads, ...rows.map((row) => row.map((cell) => shortened(visible(cell), 80)))];
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
