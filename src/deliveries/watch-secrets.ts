import type { Logger } from 'pino';
import type { Database } from '../db/pool.ts';
import { every, type Running } from '../jobs/every.ts';
import { type SignedUnder, secretRevisions } from './store.ts';

/** What is under way, and the means to break it off. */
export interface SecretWatch extends Pick<Running, 'stop'> {
  /** Runs a request of a webhook; its signal aborts with the given one, and when a secret that signed it has ceased to be good. */
  guard<T>(signed: SignedUnder, signal: AbortSignal, request: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/**
 * Sees to it that a leaked secret is dead everywhere within seconds: nothing new is signed with it, since each lease reads the
 * webhook's secrets, and what was signed before and is still under way, perhaps connecting for long, is broken off. What is
 * compared is a revision and no time, so that the clocks of several servers need not agree.
 */
export function watchSecrets(options: { db: Database; log: Logger; everyMs: number }): SecretWatch {
  const underWay = new Map<AbortController, SignedUnder>();
  const running = every(options.everyMs, 'secrets under way', options.log, async () => {
    if (underWay.size === 0) return;
    const current = await options.db.system((tx) => secretRevisions(tx, [...underWay.values()]));
    for (const [request, { webhook_id, secret_revision }] of underWay)
      if ((current.get(webhook_id) ?? 0) > secret_revision) request.abort();
  });
  return {
    stop: running.stop,
    async guard(signed, signal, request) {
      const controller = new AbortController();
      const abort = () => controller.abort();
      underWay.set(controller, signed);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      try {
        return await request(controller.signal);
      } finally {
        signal.removeEventListener('abort', abort);
        underWay.delete(controller);
      }
    },
  };
}
