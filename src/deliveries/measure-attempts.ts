import { Counter, Histogram, type Registry } from 'prom-client';
import type { Attempt } from './attempt.ts';

const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];

/** Adds what becomes of attempts to a registry. What it returns is told of each attempt that was recorded. */
export function measureAttempts(registry: Registry): (attempt: Attempt) => void {
  const registers = [registry];
  const attempts = new Counter({
    name: 'daybook_delivery_attempts_total',
    help: 'Attempts of this process, by outcome; ok is a delivery.',
    labelNames: ['outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'daybook_delivery_attempt_duration_seconds',
    help: 'How long an attempt took, from the look-up of the name to the end of the answer.',
    buckets,
    registers,
  });
  const delays = new Histogram({
    name: 'daybook_delivery_first_attempt_delay_seconds',
    help: 'Time from an event to the first attempt to deliver it.',
    buckets: [...buckets, 60, 600],
    registers,
  });
  return ({ delivery, startedTime, exchange }) => {
    attempts.inc({ outcome: exchange.outcome });
    durations.observe(exchange.durationMs / 1000);
    if (delivery.attempts === 0) delays.observe(Math.max(0, startedTime - delivery.event_time) / 1000);
  };
}
