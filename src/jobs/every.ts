import type { Logger } from 'pino';

/** Work that goes on beside the requests. */
export interface Running {
  /** Runs now, or again once the run in progress has ended; resolves when that run is over. */
  wake(): Promise<void>;
  /** Lets the run in progress finish, and starts no other. */
  stop(): Promise<void>;
}

/**
 * Does the work now and then again `milliseconds` after each end. A run that fails is logged; the next one comes all the same.
 * Work that may take long asks the signal between its steps whether it is to stop.
 */
export function every(
  milliseconds: number,
  name: string,
  log: Logger,
  work: (stopping: AbortSignal) => Promise<void>,
): Running {
  const stopping = new AbortController();
  let woken = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  let next = Promise.withResolvers<void>();
  const run = () => {
    const { resolve } = next;
    next = Promise.withResolvers();
    woken = false;
    timer = undefined;
    current = work(stopping.signal)
      .catch((error: unknown) => log.error({ err: error, job: name }, 'job failed'))
      .then(() => {
        resolve();
        if (!stopping.signal.aborted) timer = setTimeout(run, woken ? 0 : milliseconds);
      });
  };
  run();
  return {
    wake() {
      const { promise } = next;
      woken = true;
      if (timer !== undefined && !stopping.signal.aborted) {
        clearTimeout(timer);
        run();
      }
      return promise;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await current;
      next.resolve();
    },
  };
}
