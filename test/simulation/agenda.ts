/** What is to happen, by time. */
export interface Agenda {
  /** Puts something on it. What is for the same time happens in the order in which it was put there. */
  at(time: number, action: () => void): void;
  /** Lets everything happen up to a time, and returns how much that was. */
  run(until: number): number;
  /** The present, while something happens. */
  readonly now: number;
}

/** A simulated clock: a binary heap of what is to happen. */
export function openAgenda(start: number): Agenda {
  const heap: { time: number; order: number; action: () => void }[] = [];
  let order = 0;
  let now = start;
  const before = (a: number, b: number) => {
    const [x, y] = [heap[a]!, heap[b]!];
    return x.time < y.time || (x.time === y.time && x.order < y.order);
  };
  const swap = (a: number, b: number) => {
    const held = heap[a]!;
    heap[a] = heap[b]!;
    heap[b] = held;
  };

  function takeFirst(): () => void {
    const { action, time } = heap[0]!;
    now = time;
    const last = heap.pop()!;
    if (heap.length === 0) return action;
    heap[0] = last;
    for (let at = 0; ; ) {
      const left = 2 * at + 1;
      if (left >= heap.length) return action;
      const least = left + 1 < heap.length && before(left + 1, left) ? left + 1 : left;
      if (!before(least, at)) return action;
      swap(least, at);
      at = least;
    }
  }

  return {
    get now() {
      return now;
    },
    at(time, action) {
      heap.push({ time: Math.max(time, now), order: order++, action });
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!before(at, parent)) return;
        swap(at, parent);
        at = parent;
      }
    },
    run(until) {
      let happened = 0;
      for (; heap.length > 0 && heap[0]!.time <= until; happened++) takeFirst()();
      now = until;
      return happened;
    },
  };
}
