import type { Logger } from 'pino';

/** Work that goes on beside the requests. */
export interface Running {
  /** Runs now, or again once the run in progress has ended: there is work that it may not have seen. */
  wake(): void;
  /** Lets the run in progress finish, and starts no other. */
  stop(): Promise<void>;
}

/** Does the work now and then again `milliseconds` after each end. A run that fails is logged; the next one comes all the same. */
export function every(milliseconds: number, name: string, log: Logger, work: () => Promise<void>): Running {
  let stopped = false;
  let woken = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  const run = () => {
    woken = false;
    timer = undefined;
    current = work()
      .catch((error: unknown) => log.error({ err: error, job: name }, 'job failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(run, woken ? 0 : milliseconds);
      });
  };
  run();
  return {
    wake() {
      woken = true;
      if (timer === undefined || stopped) return;
      clearTimeout(timer);
      run();
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
