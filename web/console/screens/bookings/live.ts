import { useEffect, useRef } from 'preact/hooks';
import type { Booking } from '../../../../packages/client/daybook.ts';
import { api, DaybookError, offline } from '../../core/api.ts';
import { change, refresh } from '../../core/query.ts';
import { signIn } from '../../core/session.ts';
import { isoTime, ms } from '../../core/time.ts';
import { expand } from './booking.ts';

/**
 * How often it is asked what changed. A few seconds read as "at once" in a work list, and a request that finds nothing is one
 * look into an index.
 */
const everyMs = 4000;
/** After a refusal, so that a server in trouble is left in peace. */
const patienceMs = 30_000;
/** What was written at a time may be seen a little later than what was written after it. */
const overlapMs = 15_000;
const mostAtOnce = 100;

/** Keeps bookings up with what others do to them, for as long as they are shown and the page is in front. */
export function useLiveBookings(shown: readonly Booking[] | undefined): void {
  const known = useRef(new Map<string, string>());
  const since = useRef<number | undefined>(undefined);
  for (const booking of shown ?? []) {
    if (known.current.get(booking.id) !== booking.last_updated_time)
      known.current.set(booking.id, booking.last_updated_time);
    since.current = Math.max(since.current ?? 0, ms(booking.last_updated_time));
  }
  const isThere = shown !== undefined;
  useEffect(() => {
    if (!isThere) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const again = (afterMs: number) => {
      if (!stopped) timer = setTimeout(look, afterMs);
    };
    const look = async () => {
      if (document.hidden || offline.value || signIn.value.state !== 'in') return again(everyMs);
      try {
        await catchUp(known.current, since);
        again(everyMs);
      } catch (error) {
        again(error instanceof DaybookError ? patienceMs : everyMs);
      }
    };
    again(everyMs);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [isThere]);
}

async function catchUp(known: Map<string, string>, since: { current: number | undefined }): Promise<void> {
  const after = since.current === undefined ? {} : { 'last_updated_time.gt': isoTime(since.current - overlapMs) };
  const { data } = await api.listBookings({ ...after, expand, limit: mostAtOnce });
  const changed = data.filter((booking) => known.get(booking.id) !== booking.last_updated_time);
  if (changed.length === 0) return;
  for (const booking of changed) {
    known.set(booking.id, booking.last_updated_time);
    since.current = Math.max(since.current ?? 0, ms(booking.last_updated_time));
    change<Booking>(booking.id, (shown) => ({ ...shown, ...booking }));
  }
  await Promise.all([refresh('bookings'), refresh('home')]);
}
