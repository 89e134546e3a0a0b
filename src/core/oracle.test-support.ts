/**
 * The slow, obvious answer that the engine is held against. It walks instants one by one, lets Temporal read the host's
 * wall clock and applies each rule in the plainest words. It shares nothing with the engine but the types.
 */
import type { Host, Question, Rules } from './question.ts';

const minute = 60_000;

export interface OracleSlot {
  start: number;
  freeHosts: number[];
}

/** Every offered start in [from, to) that is a multiple of `stepMinutes`; blocks, marks and offsets must be multiples too. */
export function oracleSlots(question: Question, stepMinutes = 15): OracleSlot[] {
  const { hosts, rules, mode, from, to, required = [] } = question;
  if (!rules.published || hosts.length === 0) return [];
  const panels = (mode === 'any' ? hosts.map((host) => [host]) : [hosts]).map((panel) => [...panel, ...required]);
  const perPanel = panels.map((panel) => new Set(startsOf(panel, question, stepMinutes)));
  const found: OracleSlot[] = [];
  for (let start = nextStep(from, stepMinutes); start < to; start += stepMinutes * minute) {
    const free = perPanel.flatMap((starts, i) => (starts.has(start) ? [i] : []));
    if (free.length > 0) found.push({ start, freeHosts: mode === 'any' ? free : hosts.map((_, i) => i) });
  }
  return found;
}

function startsOf(panel: readonly Host[], question: Question, stepMinutes: number): number[] {
  const { rules, now, from, to } = question;
  const leader = panel[0]!;
  const clock = clockOf(leader.hours.zone);
  const byDays = rules.horizon.kind === 'bookable_days';
  // A date may come back when a clock is set back over midnight, so bookable days are counted over one day more.
  const end = byDays ? to + 1440 * minute : to;
  const starts: number[] = [];
  for (let start = nextStep(byDays ? now : from, stepMinutes); start < end; start += stepMinutes * minute) {
    if (start < now || isTooSoon(leader, rules, now, start)) continue;
    if (!isWithinHorizon(clock, rules, now, start) || isCapped(leader, clock, rules, start)) continue;
    if (!isOnGrid(leader, clock, rules, start)) continue;
    const allTakeIt = panel.every(
      (host) =>
        isOpenThroughout(host, clockOf(host.hours.zone), rules, start, stepMinutes) && !isTaken(host, rules, start),
    );
    if (allTakeIt) starts.push(start);
  }
  if (rules.horizon.kind !== 'bookable_days') return starts;
  const dates = [...new Set(starts.map((start) => clock.read(start).date))].sort();
  const allowed = dates.slice(0, rules.horizon.days);
  return starts.filter((start) => start >= from && start < to && allowed.includes(clock.read(start).date));
}

interface Reading {
  date: string;
  minute: number;
  weekday: number;
}

/** Temporal's reading of a zone's clock, remembered because the tests ask for each instant many times. */
class Clock {
  readonly zone: string;
  readonly #readings = new Map<number, Reading>();

  constructor(zone: string) {
    this.zone = zone;
  }

  read(instant: number): Reading {
    let reading = this.#readings.get(instant);
    if (reading === undefined) {
      const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.zone);
      reading = {
        date: there.toPlainDate().toString(),
        minute: there.hour * 60 + there.minute,
        weekday: there.dayOfWeek,
      };
      this.#readings.set(instant, reading);
    }
    return reading;
  }
}

const clocks = new Map<string, Clock>();

function clockOf(zone: string): Clock {
  let clock = clocks.get(zone);
  if (clock === undefined) {
    clock = new Clock(zone);
    clocks.set(zone, clock);
  }
  return clock;
}

function nextStep(instant: number, stepMinutes: number): number {
  return Math.ceil(instant / (stepMinutes * minute)) * stepMinutes * minute;
}

function hoursAt(host: Host, { date, weekday }: Reading): readonly (readonly [number, number])[] {
  return host.hours.overrides.get(date) ?? host.hours.weekly[weekday - 1]!;
}

function isOpen(host: Host, clock: Clock, instant: number): boolean {
  const reading = clock.read(instant);
  return hoursAt(host, reading).some(([start, end]) => start <= reading.minute && reading.minute < end);
}

function isOpenThroughout(host: Host, clock: Clock, rules: Rules, start: number, stepMinutes: number): boolean {
  for (let at = start; at < start + rules.durationMinutes * minute; at += stepMinutes * minute) {
    if (!isOpen(host, clock, at)) return false;
  }
  return true;
}

function isOnGrid(host: Host, clock: Clock, rules: Rules, start: number): boolean {
  const reading = clock.read(start);
  const hours = hoursAt(host, reading);
  const isInside = (at: number): boolean => hours.some(([first, end]) => first <= at && at < end);
  if (!isInside(reading.minute)) return false;
  let beginning = reading.minute;
  while (beginning > 0 && isInside(beginning - 1)) beginning--;
  let previous = -Infinity;
  for (let at = beginning; at <= reading.minute; at++) {
    if (rules.startMinutes.includes(at % 60) && at - previous >= rules.spacingMinutes) previous = at;
  }
  return previous === reading.minute;
}

function joinsSession(host: Host, rules: Rules, start: number): boolean {
  const sessions = host.openSessions ?? [];
  return sessions.some((session) => session.start === start && session.end === start + rules.durationMinutes * minute);
}

function isTaken(host: Host, rules: Rules, start: number): boolean {
  const end = start + rules.durationMinutes * minute;
  const busy = Array.from({ length: host.busy.length / 2 }, (_, i) => [host.busy[2 * i]!, host.busy[2 * i + 1]!]);
  if (joinsSession(host, rules, start)) {
    const own = busy.findIndex(([from, to]) => from === start && to === end);
    if (own >= 0) busy.splice(own, 1);
  }
  const first = start - rules.bufferBeforeMinutes * minute;
  const last = end + rules.bufferAfterMinutes * minute;
  return busy.some(([from, to]) => from! < to! && from! < last && to! > first);
}

function isTooSoon(host: Host, rules: Rules, now: number, start: number): boolean {
  const { unit, amount } = rules.leadTime;
  if (unit === 'minutes') return start < now + amount * minute;
  if (unit === 'hours') return start < now + amount * 60 * minute;
  if (amount === 0) return false;
  const today = plainDateAt(host, now);
  return start < today.add({ days: amount }).toZonedDateTime(host.hours.zone).epochMilliseconds;
}

function isWithinHorizon(clock: Clock, rules: Rules, now: number, start: number): boolean {
  const { horizon } = rules;
  const { date } = clock.read(start);
  if (horizon.kind === 'range') return horizon.from <= date && date <= horizon.to;
  if (horizon.kind !== 'days') return true;
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(clock.zone).toPlainDate();
  return date <= today.add({ days: horizon.days }).toString();
}

function isCapped(host: Host, clock: Clock, rules: Rules, start: number): boolean {
  const { caps } = rules;
  if (caps.day === undefined && caps.week === undefined && caps.month === undefined) return false;
  if (joinsSession(host, rules, start)) return false;
  const startDate = Temporal.PlainDate.from(clock.read(start).date);
  const counted = [...(host.counted ?? [])].map((at) => plainDateAt(host, at));
  const weekOf = (date: Temporal.PlainDate): string =>
    date.subtract({ days: (date.dayOfWeek - rules.weekStart + 7) % 7 }).toString();
  const day = counted.filter((date) => date.equals(startDate)).length;
  const week = counted.filter((date) => weekOf(date) === weekOf(startDate)).length;
  const month = counted.filter((date) => date.toPlainYearMonth().equals(startDate.toPlainYearMonth())).length;
  return day >= (caps.day ?? Infinity) || week >= (caps.week ?? Infinity) || month >= (caps.month ?? Infinity);
}

function plainDateAt(host: Host, instant: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(host.hours.zone).toPlainDate();
}
