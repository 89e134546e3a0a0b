const listeners = new Set<() => void>();

/** Calls `listener` whenever this process has noted an occasion; returns what stops that. */
export function onOccasion(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Tells this process's relay that there is something to tell; other processes find it by polling. */
export function wakeRelay(): void {
  for (const listener of listeners) listener();
}
