import type { Tx } from '../db/pool.ts';
import { lockSettings, writeSettings } from './store.ts';

/**
 * Changes the settings of a subject: what is given replaces what was, null takes it back so that it is inherited again. Scenarios
 * and notes are changed one by one. `read` is the schema of the whole; the result is what is set from now on.
 */
export async function changeSettings<Settings extends object>(
  tx: Tx,
  accountId: string,
  subjectId: string,
  change: Settings,
  now: number,
): Promise<Settings> {
  const before = (await lockSettings(tx, accountId, subjectId, now)) as Record<string, unknown>;
  const after = merged(before, change as Record<string, unknown>, 0);
  await writeSettings(tx, accountId, subjectId, after, now);
  return after as Settings;
}

/** What is an object in these is changed field by field, down to the fields of a scenario; all else as a whole. */
const open = ['guest', 'host', 'notes'];

function merged(
  before: Record<string, unknown>,
  change: Record<string, unknown>,
  depth: number,
): Record<string, unknown> {
  const after = { ...before };
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) continue;
    const was = before[name];
    if (value === null) delete after[name];
    else if (isObject(value) && (depth > 0 || open.includes(name))) {
      const inner = merged(isObject(was) ? was : {}, value, depth + 1);
      if (Object.keys(inner).length === 0) delete after[name];
      else after[name] = inner;
    } else after[name] = value;
  }
  return after;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
