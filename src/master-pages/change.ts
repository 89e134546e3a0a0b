import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { fillMasterPage } from './fill.ts';
import type { MasterPageChange } from './schema.ts';
import { lockMasterPage, updateMasterPage } from './store.ts';

/** Changes a master page: what is not named stays. Refused like a new one, and if there is no such living master page. */
export async function changeMasterPage(
  tx: Tx,
  accountId: string,
  id: string,
  change: MasterPageChange,
  now: number,
): Promise<void> {
  const row = await lockMasterPage(tx, accountId, id);
  if (row === undefined || row.deleted_time !== null) throw problem('no_such_master_page', { value: id });
  const { name, label, slug, active, distribution } = change;
  const changed = {
    ...row,
    name: name ?? row.name,
    label: label ?? row.label,
    slug: slug ?? row.slug,
    active: active ?? row.active,
    distribution: distribution ?? row.distribution,
  };
  await updateMasterPage(tx, accountId, changed, now);
  await fillMasterPage(tx, accountId, row, change);
}
