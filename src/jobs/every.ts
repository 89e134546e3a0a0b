import type { Logger } from 'pino';

/** Work that goes on beside the requests. */
export interface Running {
  /** Lets the run in progress finish, and starts no other. */
  stop(): Promise<void>;
}

/** Does the work now and then again `milliseconds` after each end. A run that fails is logged; the next one comes all the same. */
export function every(milliseconds: number, name: string, log: Logger, work: () => Promise<void>): Running {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let current = Promise.resolve();
  const run = () => {
    current = work()
      .catch((error: unknown) => log.error({ err: error, job: name }, 'job failed'))
      .then(() => {
        if (!stopped) timer = setTimeout(run, milliseconds);
      });
  };
  run();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await current;
    },
  };
}
