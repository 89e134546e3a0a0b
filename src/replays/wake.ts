const listeners = new Set<() => void>();

/** Calls `listener` whenever this process has begun a replay; returns what stops that. */
export function onReplay(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells this process's replay job that there is work; other processes find it by polling. */
export function wakeReplays(): void {
  for (const listener of listeners) listener();
}
