import { iso } from '../http/time.ts';
import type { PasskeyRow } from './store.ts';

/** A passkey as the API shows it, without its key. */
export function presentPasskey({ id, name, backed_up, creation_time, last_used_time }: PasskeyRow) {
  return {
    object: 'passkey' as const,
    id,
    name,
    backed_up,
    creation_time: iso(creation_time),
    last_used_time: iso(last_used_time),
  };
}
