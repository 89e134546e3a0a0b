import assert from 'node:assert/strict';
import type { AttemptEnd, EndpointNotice } from '../../src/core/endpoint.ts';
import { random as seeded } from '../../src/core/random.ts';
import { type Answer, type Delivery, type Endpoint, type Engine, openEngine } from './engine.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What went on in simulated years. */
export interface Report {
  years: number;
  events: number;
  attempts: number;
  outages: number;
  /** Of 72 hours and more. */
  longOutages: number;
  kills: number;
  pauses: number;
  notices: number;
  /** Recoveries after which something was waiting, and the longest that it waited. */
  recoveries: number;
  slowestRecoverySeconds: number;
  longestGapMinutes: number;
}

/** A report of nothing yet. */
export function newReport(): Report {
  const none = { years: 0, events: 0, attempts: 0, outages: 0, longOutages: 0, kills: 0, pauses: 0, notices: 0 };
  return { ...none, recoveries: 0, slowestRecoverySeconds: 0, longestGapMinutes: 0 };
}

const faults = ['refuses', 'hangs', 'answers 500', 'asks for patience', 'has too much to do'] as const;

/** A receiver, and what is known of how it has been treated. */
interface Receiver {
  endpoint: Endpoint;
  latencyMs: number;
  /** How often a request fails though all is well. */
  flaky: number;
  /** How many of its events it never accepts. */
  refuses: number;
  /** Undefined while it is up. */
  fault: (typeof faults)[number] | undefined;
  /** Something was tried during the present outage, or the last one. */
  noticed: boolean;
  upSince: number;
  /** When it was up, up to the present outage. */
  ups: { from: number; until: number }[];
  /** Until when it asked to be left alone. */
  askedUntil: number;
  /** Something has to be accepted by then. */
  acceptsBy: number | undefined;
  /** When it last hung with more in its backlog than can hang one after another in an hour. */
  tooMuchAt: number;
  inFlight: Set<string>;
  /** The latest version that was accepted of each subject. */
  accepted: Map<string, number>;
  failingSince: number | undefined;
  failures: number;
  told: number[];
}

const from = Date.UTC(2026, 0, 1);
const promises = { recoveryMs: minute, gapMs: hour, windowMs: 72 * hour };
/** A process that dies keeps what it had for as long; nothing is measured until that is over. */
const afterKillMs = 2 * minute;

/**
 * One simulated year of an endpoint, in every third year a strict one, with outages of every length and kind, and two
 * processes that are killed now and then. Fewer days make a shorter year. Throws if a promise is broken. Everything follows from the seed.
 */
export function simulateYear(seed: number, report: Report, days = 365): void {
  const world = new World(seed, report, from + days * day);
  world.addReceiver(seed % 3 === 0);
  world.run();
  report.years++;
}

class World {
  readonly #report: Report;
  readonly #random: () => number;
  readonly #engine: Engine;
  readonly #receivers = new Map<Endpoint, Receiver>();
  readonly #lastStart = new Map<Delivery, number>();
  /** Deliveries that nothing older kept from being tried when they were written. */
  readonly #unblocked = new Set<Delivery>();
  readonly #poison = new Set<Delivery>();
  readonly #poisoned = new Set<string>();
  readonly #versions = new Map<string, number>();
  readonly #end: number;
  #lastKill = Number.NEGATIVE_INFINITY;

  constructor(seed: number, report: Report, end: number) {
    this.#report = report;
    this.#end = end;
    this.#random = seeded(seed);
    this.#engine = openEngine(from, this.#random, {
      answer: (delivery, now) => this.#answer(delivery, now),
      started: (delivery, now) => this.#started(delivery, now),
      ended: (delivery, end) => this.#ended(delivery, end),
      gaveUp: (delivery) => this.#gaveUp(delivery),
      told: (endpoint, notice, now) => this.#told(this.#receivers.get(endpoint)!, notice, now),
    });
  }

  run(): void {
    this.#later(this.#exponential(10 * day), () => this.#kill());
    const { agenda, endpoints } = this.#engine;
    agenda.run(this.#end);
    // What is left has time to be settled, without further faults.
    agenda.run(this.#end + 20 * day);
    for (const { owed } of endpoints)
      for (const each of owed)
        if (each.state === 'pending' && !this.#poisoned.has(each.subject)) assert.fail(`never settled: ${told(each)}`);
  }

  addReceiver(strict: boolean): void {
    const receiver: Receiver = {
      endpoint: this.#engine.addEndpoint(strict),
      latencyMs: this.#ofAnySize(5, 2000),
      flaky: this.#random() < 0.5 ? 0 : this.#random() * 0.05,
      refuses: strict || this.#random() < 0.7 ? 0 : 0.002,
      fault: undefined,
      noticed: false,
      upSince: from,
      ups: [],
      askedUntil: 0,
      acceptsBy: undefined,
      tooMuchAt: Number.NEGATIVE_INFINITY,
      inFlight: new Set(),
      accepted: new Map(),
      failingSince: undefined,
      failures: 0,
      told: [],
    };
    this.#receivers.set(receiver.endpoint, receiver);
    this.#later(this.#exponential(4 * day), () => this.#fail(receiver));
    let bookings = 0;
    const arrive = () => {
      const burst = this.#random() < 0.002 ? Math.ceil(this.#ofAnySize(2, 40)) : 1;
      for (let i = 0; i < burst; i++)
        this.#happen(receiver, this.#random() < 0.7 ? ++bookings : Math.ceil(this.#random() * bookings));
      this.#later(this.#exponential(40 * minute), arrive);
    };
    this.#later(0, arrive);
  }

  /** Does something in a while, unless the year is over by then. */
  #later(ms: number, action: () => void): void {
    const { agenda } = this.#engine;
    agenda.at(agenda.now + ms, () => {
      if (agenda.now <= this.#end) action();
    });
  }

  #exponential(mean: number): number {
    return -Math.log(1 - this.#random()) * mean;
  }

  /** As often between a second and ten as between an hour and ten. */
  #ofAnySize(least: number, most: number): number {
    return least * (most / least) ** this.#random();
  }

  #happen(receiver: Receiver, booking: number): void {
    const { endpoint } = receiver;
    const subject = `${endpoint.known.webhook_id} ${booking}`;
    const version = (this.#versions.get(subject) ?? 0) + 1;
    this.#versions.set(subject, version);
    this.#report.events++;
    const free = endpoint.known.strict
      ? endpoint.owed.every((each) => each.state !== 'pending')
      : !endpoint.subjects.has(subject);
    const delivery = this.#engine.emit(endpoint, subject, version);
    if (free) this.#unblocked.add(delivery);
    if (this.#random() >= receiver.refuses) return;
    this.#poison.add(delivery);
    this.#poisoned.add(subject);
  }

  #answer(delivery: Delivery, now: number): Answer {
    const receiver = this.#receivers.get(delivery.endpoint)!;
    const takesMs = Math.ceil(receiver.latencyMs * (0.5 + this.#random()));
    if (receiver.fault === undefined) {
      if (this.#poison.has(delivery)) return { takesMs, status: 422 };
      return { takesMs, status: this.#random() < receiver.flaky ? 500 : 204 };
    }
    receiver.noticed = true;
    if (receiver.fault === 'refuses') return { takesMs: 3 };
    if (receiver.fault === 'hangs') return { takesMs: 15 * second };
    if (receiver.fault === 'has too much to do') return { takesMs: 20, status: 429 };
    if (receiver.fault === 'answers 500') return { takesMs: 40, status: 500 };
    const askedMs = Math.min(hour, Math.round(this.#ofAnySize(second, 4 * hour) / second) * second);
    receiver.askedUntil = now + 40 + askedMs;
    return { takesMs: 40, status: 503, askedMs };
  }

  #started(delivery: Delivery, now: number): void {
    this.#report.attempts++;
    const { endpoint, subject } = delivery;
    const { known } = endpoint;
    const receiver = this.#receivers.get(endpoint)!;
    const { inFlight } = receiver;
    const afterKill = now - this.#lastKill < afterKillMs;
    if (known.paused_time !== null) assert.fail('a paused endpoint was tried');
    if (inFlight.has(subject)) assert.fail(`two at once about one subject: ${told(delivery)}`);
    inFlight.add(subject);
    const alone = known.strict || (known.parked_since !== null && now - known.parked_since > 15 * second);
    if (alone && endpoint.inFlight > 1 && !afterKill)
      assert.fail(`${endpoint.inFlight} at once to a parked or strict endpoint`);
    // One at a time, each of which hangs for 15 s: more than that many cannot be tried in an hour.
    if (receiver.fault === 'hangs' && endpoint.firsts.size > 180) receiver.tooMuchAt = now;
    const before = this.#lastStart.get(delivery) ?? (this.#unblocked.has(delivery) ? delivery.created : undefined);
    this.#lastStart.set(delivery, now);
    if (before === undefined || now - Math.max(this.#lastKill, receiver.tooMuchAt) < 2 * hour) return;
    const gap = now - Math.max(before, known.resumed_time ?? 0);
    this.#report.longestGapMinutes = Math.max(this.#report.longestGapMinutes, gap / minute);
    if (gap > promises.gapMs) assert.fail(`a gap of ${gap / minute} minutes: ${told(delivery)}`);
  }

  #ended(delivery: Delivery, end: AttemptEnd): void {
    const { endpoint, subject, version } = delivery;
    const receiver = this.#receivers.get(endpoint)!;
    receiver.inFlight.delete(subject);
    if (!end.delivered) {
      receiver.failingSince ??= end.startedTime;
      receiver.failures++;
      // It is up and refused one request: by chance, or for ever. That is no slow recovery.
      if (receiver.fault === undefined && end.startedTime >= receiver.upSince) receiver.acceptsBy = undefined;
      return;
    }
    Object.assign(receiver, { failingSince: undefined, failures: 0, told: [] });
    const earlier = receiver.accepted.get(subject) ?? 0;
    if (version < earlier) assert.fail(`${told(delivery)} came after version ${earlier}`);
    receiver.accepted.set(subject, version);
    if (receiver.acceptsBy === undefined) return;
    receiver.acceptsBy = undefined;
    const took = end.startedTime - Math.max(receiver.upSince, receiver.askedUntil);
    this.#report.recoveries++;
    this.#report.slowestRecoverySeconds = Math.max(this.#report.slowestRecoverySeconds, took / second);
  }

  /** Something may only be given up if its receiver was never up long enough in its 72 hours. */
  #gaveUp(delivery: Delivery): void {
    if (this.#poisoned.has(delivery.subject)) return;
    const { endpoint, created } = delivery;
    const receiver = this.#receivers.get(endpoint)!;
    const since = Math.max(created, endpoint.known.resumed_time ?? 0);
    const now = this.#engine.agenda.now;
    const ups = receiver.fault === undefined ? [...receiver.ups, { from: receiver.upSince, until: now }] : receiver.ups;
    for (const up of ups) {
      const length = Math.min(up.until, since + promises.windowMs) - Math.max(up.from, since);
      assert.ok(length < 10 * minute, `given up though it was up for ${length / minute} minutes: ${told(delivery)}`);
    }
  }

  #told(receiver: Receiver, notice: EndpointNotice, now: number): void {
    this.#report.notices++;
    const failedFor = now - receiver.failingSince!;
    if (notice.kind === 'webhook_failing') {
      receiver.told.push(notice.hours);
      assert.ok(failedFor >= notice.hours * hour, `told of ${notice.hours} hours after ${failedFor / hour}`);
      assert.equal(new Set(receiver.told).size, receiver.told.length, 'told twice of the same');
      return;
    }
    this.#report.pauses++;
    assert.ok(failedFor >= 72 * hour && receiver.failures >= 20, `paused after ${failedFor / hour} hours`);
    assert.deepEqual(receiver.told.slice(0, 2), [1, 24], 'paused without a word before');
    const { agenda } = this.#engine;
    agenda.at(now + this.#exponential(2 * day), () => {
      Object.assign(receiver, { failingSince: undefined, failures: 0, told: [] });
      this.#engine.resume(receiver.endpoint);
    });
  }

  #fail(receiver: Receiver): void {
    const { agenda } = this.#engine;
    const long = this.#random() < 0.03;
    const length = long ? hour * (72 + 48 * this.#random()) : this.#ofAnySize(second, 71 * hour);
    this.#report.outages++;
    if (long) this.#report.longOutages++;
    receiver.ups.push({ from: receiver.upSince, until: agenda.now });
    if (receiver.ups.length > 100) receiver.ups.shift();
    Object.assign(receiver, { acceptsBy: undefined, askedUntil: 0, noticed: false });
    receiver.fault = faults[Math.floor(this.#random() * faults.length)]!;
    agenda.at(agenda.now + length, () => this.#recover(receiver));
  }

  #recover(receiver: Receiver): void {
    const { agenda } = this.#engine;
    const { now } = agenda;
    Object.assign(receiver, { fault: undefined, upSince: now });
    this.#later(this.#exponential(4 * day), () => this.#fail(receiver));
    const { owed, known } = receiver.endpoint;
    const waits = receiver.noticed && owed.some((each) => each.state === 'pending');
    if (!waits || known.paused_time !== null || now - this.#lastKill < afterKillMs) return;
    const acceptsBy = Math.max(now, receiver.askedUntil) + promises.recoveryMs;
    receiver.acceptsBy = acceptsBy;
    agenda.at(acceptsBy + 2 * receiver.latencyMs, () => {
      if (receiver.acceptsBy !== acceptsBy || this.#lastKill > now) return;
      assert.fail(`${known.webhook_id}: nothing was accepted in ${(agenda.now - now) / second} s after an outage`);
    });
  }

  #kill(): void {
    const { agenda } = this.#engine;
    this.#lastKill = agenda.now;
    this.#report.kills++;
    for (const receiver of this.#receivers.values()) receiver.inFlight.clear();
    this.#engine.kill(this.#random() < 0.5 ? 0 : 1, this.#ofAnySize(second, hour));
    this.#later(this.#exponential(10 * day), () => this.#kill());
  }
}

function told({ endpoint, subject, version, attempts, created }: Delivery): string {
  const { webhook_id, strict } = endpoint.known;
  return `${webhook_id}${strict ? ' (strict)' : ''} ${subject} version ${version}, ${attempts} attempts, written ${new Date(created).toISOString()}`;
}
