import { createHash } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { problem } from '../http/problem.ts';
import { insertImage } from './store.ts';

const mostBytes = 200_000;

/** Kinds of pictures that every browser shows and that carry no script, by what stands at the beginning. */
const kinds: readonly { mediaType: string; at: number; bytes: Buffer }[] = [
  { mediaType: 'image/png', at: 0, bytes: Buffer.from('89504e470d0a1a0a', 'hex') },
  { mediaType: 'image/jpeg', at: 0, bytes: Buffer.from('ffd8ff', 'hex') },
  { mediaType: 'image/gif', at: 0, bytes: Buffer.from('GIF8') },
  { mediaType: 'image/webp', at: 8, bytes: Buffer.from('WEBP') },
];

/**
 * Keeps a picture that came as a data URL and returns its id. What it says it is does not count, its first bytes do. Refused
 * if it is no picture, or larger than 200 kB.
 */
export async function keepImage(
  tx: Tx,
  accountId: string,
  dataUrl: string,
  param: string,
  now: number,
): Promise<string> {
  const encoded = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataUrl)?.[1];
  const bytes = Buffer.from(encoded ?? '', 'base64');
  const kind = kinds.find((each) => each.bytes.equals(bytes.subarray(each.at, each.at + each.bytes.length)));
  if (kind === undefined) throw problem('invalid_value', { kind: 'image', value: dataUrl.slice(0, 40), param });
  if (bytes.length > mostBytes)
    throw problem('invalid_value', { kind: 'image', value: `${bytes.length} bytes, more than ${mostBytes}`, param });
  const id = createHash('sha256').update(bytes).digest('hex');
  await insertImage(tx, accountId, { id, mediaType: kind.mediaType, bytes }, now);
  return id;
}
