import {
  type Allotment,
  allot,
  type DeliveryLimits,
  isHeld,
  isParkable,
  type OwedEndpoint,
  type UnderWay,
} from '../../src/core/allot.ts';
import {
  type AttemptEnd,
  afterAttempt,
  type EndpointNotice,
  newEndpoint,
  noticeOf,
  resumed,
  waitOf,
} from '../../src/core/endpoint.ts';
import { nextAttempt, parkedGapMs } from '../../src/core/retry.ts';
import { dueUntil, isDrained, sendsAgain, takenTurn } from '../../src/core/turn.ts';
import { type Agenda, openAgenda } from './agenda.ts';

/** A delivery as the database would hold it. */
export interface Delivery {
  endpoint: Endpoint;
  number: number;
  subject: string;
  version: number;
  created: number;
  state: 'pending' | 'delivered' | 'failed';
  attempts: number;
  nextTime: number;
  triedTime: number | null;
  leaseUntil: number;
}

/** An endpoint with what it is owed. `known` is what the engine knows of it; the rest is the world's. */
export interface Endpoint {
  known: OwedEndpoint;
  /** What it is owed, oldest first; the settled among it are taken out now and then. */
  owed: Delivery[];
  /** By subject, the oldest first. */
  subjects: Map<string, Delivery[]>;
  /** The first of each subject: nothing older keeps them back. */
  firsts: Set<Delivery>;
  inFlight: number;
  /** When somebody looks at it at the latest. */
  looksAt: number;
}

/** What a receiver does with an attempt. */
export interface Answer {
  takesMs: number;
  status?: number;
  askedMs?: number;
}

/** What the world sees of the engine. */
export interface Watch {
  answer(delivery: Delivery, now: number): Answer;
  started?(delivery: Delivery, now: number): void;
  ended?(delivery: Delivery, end: AttemptEnd): void;
  gaveUp?(delivery: Delivery): void;
  told?(endpoint: Endpoint, notice: EndpointNotice, now: number): void;
}

/** A worker: it looks, sends, and may die with what it has under way. */
interface Process {
  alive: boolean;
  /** Rises when it dies: what an earlier life had under way is never recorded. */
  life: number;
  inFlight: Map<Endpoint, number>;
  ended: { delivery: Delivery; lease: number; end: AttemptEnd }[];
  looking: boolean;
}

const limits: DeliveryLimits = { perEndpoint: 4, perRecovering: 16, perAccount: 48, total: 64, waiting: 256 };
const leaseMs = 45_000;
const pollMs = 1000;

/** The delivery engine on a simulated clock. */
export interface Engine {
  agenda: Agenda;
  endpoints: readonly Endpoint[];
  addEndpoint(strict?: boolean): Endpoint;
  /** An event that is owed to an endpoint. */
  emit(endpoint: Endpoint, subject: string, version: number): Delivery;
  /** An attempt of which only the end is told. */
  ended(delivery: Delivery, end: AttemptEnd): void;
  /** Lets a paused endpoint have all that was kept for it. */
  resume(endpoint: Endpoint): void;
  /** Ends a process in the middle of everything, and starts it again later. */
  kill(process: number, forMs: number): void;
  alive(): boolean;
}

/**
 * Runs the product's own decisions (core: allot, turn, endpoint, pace, retry) on a simulated clock, with arrays in the place of
 * the database, and several processes. What stands in SQL is told again here: which deliveries are ready, and in which order.
 */
export function openEngine(from: number, random: () => number, watch: Watch, processCount = 2): Engine {
  const agenda = openAgenda(from);
  const endpoints: Endpoint[] = [];
  /** Endpoints at which the next process that looks for whatever reason has to look. */
  const toLook = new Set<Endpoint>();
  const processes: Process[] = Array.from({ length: processCount }, () => ({
    alive: true,
    life: 0,
    inFlight: new Map(),
    ended: [],
    looking: false,
  }));
  let numbers = 0;

  /** A process looks now, once, whatever woke it. */
  function wake(process: Process): void {
    if (process.looking) return;
    process.looking = true;
    agenda.at(agenda.now, () => {
      process.looking = false;
      if (process.alive) look(process);
    });
  }

  /** Some process that lives looks at an endpoint now. */
  function lookAt(endpoint: Endpoint): void {
    toLook.add(endpoint);
    const alive = processes.filter((each) => each.alive);
    if (alive.length > 0) wake(alive[Math.floor(random() * alive.length)]!);
  }

  function look(process: Process): void {
    const now = agenda.now;
    for (const { delivery, lease, end } of process.ended.splice(0)) {
      toLook.add(delivery.endpoint);
      record(delivery, lease, end, now);
    }
    const candidates = [...toLook];
    toLook.clear();
    for (const endpoint of candidates) describe(endpoint, now);
    for (const endpoint of candidates) if (isParkable(endpoint.known, now)) parkDue(endpoint, now);
    const underWay = new Map<string, UnderWay>();
    for (const [{ known }, count] of process.inFlight)
      underWay.set(`${known.account_id} ${known.webhook_id}`, {
        account_id: known.account_id,
        count,
        slow: 0,
        suspect: known.failing_since !== null,
      });
    const dealt = allot(
      candidates.map((each) => each.known),
      underWay,
      limits,
      now,
    );
    for (const each of dealt) send(process, byKnown.get(each.endpoint)!, each, now);
    for (const endpoint of candidates) plan(endpoint, now);
  }

  const byKnown = new Map<OwedEndpoint, Endpoint>();

  /** What the query over owed endpoints finds: since when each kind of turn has something. */
  function describe(endpoint: Endpoint, now: number): void {
    const { known } = endpoint;
    if (known.recovered_time !== null && isDrained(known, oldest(endpoint, now) !== undefined, now))
      known.recovered_time = null;
    const drains = known.recovered_time !== null && known.parked_since === null;
    const probes = known.next_probe_time !== null && known.next_probe_time <= now;
    // Where the turn is a drain, the database is asked for what is due as well, and nobody looks at the answer.
    const next = drains && !probes ? undefined : soonest(endpoint, now);
    const due = next !== undefined && next.nextTime <= dueUntil(known, now) ? next : undefined;
    known.due_since = due?.nextTime ?? null;
    known.due_tried = due === undefined ? null : (due.triedTime ?? due.created);
    known.probe_since = probes ? (next?.nextTime ?? null) : null;
    known.drain_since = drains ? (oldest(endpoint, now)?.created ?? null) : null;
  }

  /** What is due and has not waited for its hour belongs to the parked backlog. */
  function parkDue({ known, owed }: Endpoint, now: number): void {
    const held = isHeld(known, now) ? parkedGapMs.held : undefined;
    const until = dueUntil(known, now);
    for (const each of owed) {
      const tried = each.triedTime ?? each.created;
      if (each.state !== 'pending' || each.nextTime > until || each.leaseUntil > now) continue;
      const wait = each.triedTime === null ? parkedGapMs.first : parkedGapMs.later;
      if (tried > now - (held ?? parkedGapMs.first).least) each.nextTime = tried + within(held ?? wait);
    }
  }

  const within = ({ least, most }: { least: number; most: number }) => least + random() * (most - least);

  /** Changes what is known in place, so that an allotment finds its endpoint again. */
  function know(endpoint: Endpoint, news: Partial<OwedEndpoint>): void {
    Object.assign(endpoint.known, news);
  }

  /** The ready delivery whose turn it is. */
  function find(endpoint: Endpoint, mode: 'due' | 'probe' | 'drain', now: number): Delivery | undefined {
    if (mode === 'drain') return oldest(endpoint, now);
    const next = soonest(endpoint, now);
    return mode === 'probe' || (next !== undefined && next.nextTime <= dueUntil(endpoint.known, now))
      ? next
      : undefined;
  }

  /** Of what is ready, what falls due first. */
  function soonest(endpoint: Endpoint, now: number): Delivery | undefined {
    let found: Delivery | undefined;
    for (const each of firsts(endpoint))
      if (each.leaseUntil <= now && (found === undefined || each.nextTime < found.nextTime)) found = each;
    return found;
  }

  /** Of what is ready and due, or not tried since the endpoint came back, the oldest. */
  function oldest(endpoint: Endpoint, now: number): Delivery | undefined {
    const { known } = endpoint;
    for (const each of known.strict ? firsts(endpoint) : oldestFirst(endpoint))
      if (each.leaseUntil <= now && (each.nextTime <= now || (each.triedTime ?? 0) < known.recovered_time!))
        return each;
    return undefined;
  }

  function* oldestFirst({ owed, firsts }: Endpoint): Iterable<Delivery> {
    for (const each of owed) if (firsts.has(each)) yield each;
  }

  /** What may go next: of each subject the oldest, and of a strict endpoint that about the oldest one's subject. */
  function firsts({ known, owed, subjects, firsts }: Endpoint): Iterable<Delivery> {
    if (!known.strict) return firsts;
    const oldest = owed.find((each) => each.state === 'pending');
    return oldest === undefined ? [] : [subjects.get(oldest.subject)![0]!];
  }

  function send(process: Process, endpoint: Endpoint, { turn, slots }: Allotment, now: number): void {
    const marks = takenTurn(endpoint.known, turn, slots, now, leaseMs);
    if (marks !== undefined) know(endpoint, marks);
    for (let i = 0; i < slots; i++) {
      const delivery = find(endpoint, turn.mode, now);
      if (delivery === undefined) return;
      delivery.leaseUntil = now + leaseMs;
      start(process, delivery, now);
    }
  }

  function start(process: Process, delivery: Delivery, startedTime: number): void {
    const { endpoint } = delivery;
    const { life } = process;
    const lease = delivery.leaseUntil;
    process.inFlight.set(endpoint, (process.inFlight.get(endpoint) ?? 0) + 1);
    endpoint.inFlight++;
    watch.started?.(delivery, startedTime);
    const { takesMs, status, askedMs } = watch.answer(delivery, startedTime);
    agenda.at(startedTime + takesMs, () => {
      endpoint.inFlight--;
      if (process.life !== life) return;
      const left = process.inFlight.get(endpoint)! - 1;
      if (left === 0) process.inFlight.delete(endpoint);
      else process.inFlight.set(endpoint, left);
      const delivered = status !== undefined && status >= 200 && status <= 299;
      const end = { startedTime, endedTime: agenda.now, delivered, status, askedMs };
      watch.ended?.(delivery, end);
      process.ended.push({ delivery, lease, end });
      wake(process);
    });
  }

  function record(delivery: Delivery, lease: number, end: AttemptEnd, now: number): void {
    const { endpoint } = delivery;
    const before = { ...endpoint.known };
    const after = afterAttempt(before, end, random());
    const notice = noticeOf(before, after);
    know(endpoint, after);
    if (notice !== undefined) watch.told?.(endpoint, notice, now);
    // Only who still holds the lease may move the delivery.
    if (delivery.leaseUntil !== lease) return;
    const wait = waitOf(after, end, delivery.triedTime);
    delivery.attempts++;
    delivery.triedTime = end.startedTime;
    delivery.leaseUntil = 0;
    const { attempts } = delivery;
    const since = Math.max(delivery.created, after.resumed_time ?? 0);
    const next = end.delivered ? undefined : nextAttempt({ ...end, ...wait, attempts, since }, random());
    if (next !== undefined) delivery.nextTime = next;
    else settle(delivery, end.delivered ? 'delivered' : 'failed');
    for (const younger of endpoint.subjects.get(delivery.subject) ?? []) {
      if (younger === delivery || younger.attempts > 0) continue;
      if (next !== undefined) younger.nextTime = Math.max(younger.nextTime, next);
      else younger.nextTime = Math.min(younger.nextTime, now);
    }
  }

  function settle(delivery: Delivery, state: 'delivered' | 'failed'): void {
    const { endpoint, subject } = delivery;
    delivery.state = state;
    if (state === 'failed') watch.gaveUp?.(delivery);
    const queue = endpoint.subjects.get(subject)!;
    queue.shift();
    endpoint.firsts.delete(delivery);
    if (queue.length === 0) endpoint.subjects.delete(subject);
    else endpoint.firsts.add(queue[0]!);
    const settled = endpoint.owed.findIndex((each) => each.state === 'pending');
    if (settled < 0) endpoint.owed.length = 0;
    else if (settled > 64) endpoint.owed.splice(0, settled);
    else if (endpoint.owed.length > 64 && random() < 0.02)
      endpoint.owed = endpoint.owed.filter((each) => each.state === 'pending');
  }

  /** Sees to it that somebody looks when something may have to be done for the endpoint, up to a poll later. */
  function plan(endpoint: Endpoint, now: number): void {
    const { known } = endpoint;
    let time = Number.POSITIVE_INFINITY;
    const ahead = dueUntil(known, now) - now;
    const again = known.drain_since === null ? undefined : (sendsAgain(known, now) ?? now + pollMs);
    if (again !== undefined) time = again;
    else if (known.paused_time === null) {
      for (const each of firsts(endpoint)) {
        // What is under way comes back by itself, or by its lease if its process dies. What is due and was not sent has to
        // wait for others.
        if (each.leaseUntil > now) time = Math.min(time, each.leaseUntil);
        else time = Math.min(time, Math.max(each.nextTime - ahead, now + pollMs));
      }
      const marks = [known.next_probe_time, known.trying_until].filter((mark) => mark !== null && mark > now);
      time = Math.min(time, ...(marks as number[]));
      if (known.due_since !== null) time = Math.min(time, sendsAgain(known, now) ?? time);
    }
    // Whoever looks next for another reason looks at it as well.
    const hungry = known.parked_since === null && time <= now + pollMs;
    if (hungry) toLook.add(endpoint);
    endpoint.looksAt = time;
    if (time === Number.POSITIVE_INFINITY) return;
    const paced = known.pace !== null && known.parked_since === null;
    agenda.at(Math.ceil(time) + (paced ? 20 : Math.floor(random() * pollMs)), () => {
      if (endpoint.looksAt === time) lookAt(endpoint);
    });
  }

  return {
    agenda,
    endpoints,
    alive: () => processes.some((each) => each.alive),
    addEndpoint(strict = false) {
      const none = { due_since: null, due_tried: null, probe_since: null, drain_since: null, deleted: false, strict };
      const number = endpoints.length;
      const known = { ...newEndpoint, account_id: `A${number % 7}`, webhook_id: `W${number}`, ...none };
      const endpoint: Endpoint = { known, owed: [], subjects: new Map(), firsts: new Set(), inFlight: 0, looksAt: 0 };
      endpoints.push(endpoint);
      byKnown.set(known, endpoint);
      return endpoint;
    },
    emit(endpoint, subject, version) {
      const { now } = agenda;
      const parked = endpoint.known.parked_since !== null || endpoint.known.paused_time !== null;
      const waits = parked ? within(parkedGapMs.first) : 0;
      const rest = { attempts: 0, triedTime: null, leaseUntil: 0, state: 'pending' as const };
      const delivery = { endpoint, number: numbers++, subject, version, created: now, nextTime: now + waits, ...rest };
      endpoint.owed.push(delivery);
      const queue = endpoint.subjects.get(subject) ?? [];
      endpoint.subjects.set(subject, queue);
      if (queue.push(delivery) === 1) endpoint.firsts.add(delivery);
      lookAt(endpoint);
      return delivery;
    },
    ended: (delivery, end) => record(delivery, delivery.leaseUntil, end, agenda.now),
    resume(endpoint) {
      know(endpoint, resumed(endpoint.known, agenda.now));
      lookAt(endpoint);
    },
    kill(at, forMs) {
      const process = processes[at]!;
      if (!process.alive) return;
      Object.assign(process, { alive: false, life: process.life + 1, inFlight: new Map(), ended: [] });
      agenda.at(agenda.now + forMs, () => {
        process.alive = true;
        for (const endpoint of endpoints) toLook.add(endpoint);
        wake(process);
      });
    },
  };
}
