import type { Caller } from './route.ts';

/** How exact "last used" is: writing it for every request would double the cost of a read. */
const noteEveryMs = 60_000;

/** Notes when each key or session was last used, once in a minute. */
export function noteSeldom(
  note: (caller: Caller, now: number) => Promise<void>,
): (caller: Caller, now: number) => void {
  const noted = new Map<string, number>();
  return (caller, now) => {
    const { id } = caller.through;
    if (now - (noted.get(id) ?? 0) < noteEveryMs) return;
    noted.set(id, now);
    // Nobody waits for it, and a request must not fail because it could not be noted.
    note(caller, now).catch(() => noted.delete(id));
  };
}
