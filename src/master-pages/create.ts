import { newId } from '../core/id.ts';
import type { Tx } from '../db/pool.ts';
import { fillMasterPage } from './fill.ts';
import type { NewMasterPage } from './schema.ts';
import { insertMasterPage } from './store.ts';

/**
 * Makes a master page and returns its id. Without a slug it gets one that nobody can guess. Refused if the slug is taken, or
 * what it offers is unknown or does not go together.
 */
export async function createMasterPage(tx: Tx, accountId: string, wanted: NewMasterPage, now: number): Promise<string> {
  const { name, label, slug, active, scenario, distribution } = wanted;
  const id = newId('MP');
  await insertMasterPage(tx, accountId, {
    id,
    name,
    label: label ?? name,
    slug: slug ?? newId('PAGE'),
    scenario,
    distribution: distribution ?? 'longest_idle',
    active: active ?? true,
    creation_time: now,
  });
  await fillMasterPage(tx, accountId, { id, scenario }, wanted);
  return id;
}
