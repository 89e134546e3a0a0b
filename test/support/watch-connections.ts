import { createHook } from 'node:async_hooks';

/** What Node fills in before the operating system is asked to connect. */
interface ConnectRequest {
  address?: string;
  port?: number;
}

/** Every TCP connection that this process tries to open, TLS or not, seen where Node hands it to the operating system. */
export interface ConnectionWatch {
  /** `address:port` of each, in order. */
  seen(): string[];
  stop(): void;
}

/** Starts to watch. */
export function watchConnections(): ConnectionWatch {
  const requests: ConnectRequest[] = [];
  const hook = createHook({
    init(_id, type, _trigger, resource) {
      if (type === 'TCPCONNECTWRAP') requests.push(resource as ConnectRequest);
    },
  }).enable();
  return {
    seen: () => requests.map(({ address, port }) => `${address}:${port}`),
    stop: () => void hook.disable(),
  };
}
