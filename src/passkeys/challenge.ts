import { randomBytes } from 'node:crypto';
import type { Tx } from '../db/pool.ts';
import { insertChallenge, takeChallenge } from './store.ts';

/** So long somebody has to reach for his device. */
const challengeLifeMs = 5 * 60_000;

/** A challenge that counts once, of somebody who has signed in, or of whoever wants to (`null`). Needs a system transaction. */
export async function newChallenge(tx: Tx, userId: string | null, now: number): Promise<Buffer> {
  const challenge = randomBytes(32);
  const text = challenge.toString('base64url');
  await insertChallenge(tx, { challenge: text, userId, now, oldest: now - challengeLifeMs });
  return challenge;
}

/** True if the challenge was given to him, not long ago, and was not answered before. Needs a system transaction. */
export async function useChallenge(tx: Tx, challenge: string, userId: string | null, now: number): Promise<boolean> {
  return takeChallenge(tx, challenge, userId, now - challengeLifeMs);
}
