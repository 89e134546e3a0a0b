const listeners = new Set<() => void>();

/** Calls `listener` whenever deliveries were written by this process; returns what stops that. */
export function onWake(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * Tells this process's delivery loop that there is work. In the process, because NOTIFY makes commits wait for one another;
 * other processes find the work by polling.
 */
export function wakeDeliveries(): void {
  for (const listener of listeners) listener();
}
