/** However long a receiver asks to be left alone, an hour is what it gets. */
const mostMs = 3_600_000;

/**
 * How long a `Retry-After` asks to wait, in milliseconds, up to an hour; undefined if it says nothing that can be read. It
 * is a number of seconds or an HTTP date (RFC 9110, 10.2.3). A date is held against the answer's own `Date`, so that it does
 * not matter whose clock is wrong; without one, against `now`.
 */
export function retryAfterMs(value: string | undefined, date: string | undefined, now: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, mostMs);
  const until = httpDate(text);
  if (until === undefined) return undefined;
  return Math.min(Math.max(0, until - (httpDate(date?.trim() ?? '') ?? now)), mostMs);
}

const forms = [
  /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4}$/,
];

/** An HTTP date in one of its three forms (RFC 9110, 5.6.7), in milliseconds since the epoch. */
function httpDate(text: string): number | undefined {
  if (!forms.some((form) => form.test(text))) return undefined;
  // The third form names no zone and means UTC.
  const instant = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
  return Number.isNaN(instant) ? undefined : instant;
}
