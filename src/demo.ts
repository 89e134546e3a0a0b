import { createAccount } from './accounts/create.ts';
import { createKey } from './accounts/create-key.ts';
import type { Location, Weekly } from './availability/schema.ts';
import { setSchedule } from './availability/set.ts';
import { cancel } from './bookings/cancel.ts';
import { completeEnded } from './bookings/complete.ts';
import { listMoves } from './bookings/list-moves.ts';
import { markNoShow } from './bookings/mark-no-show.ts';
import { reschedule } from './bookings/reschedule.ts';
import { schedule } from './bookings/schedule.ts';
import type { BookingRow } from './bookings/store.ts';
import { createCalendar } from './calendars/create.ts';
import { abandonConversations } from './conversations/abandon.ts';
import { answerInConversation } from './conversations/answer.ts';
import { attachBooking } from './conversations/attach-booking.ts';
import { closeConversation } from './conversations/close.ts';
import { startConversation } from './conversations/start.ts';
import { random as seeded } from './core/random.ts';
import type { Tx } from './db/pool.ts';
import { createEventType } from './event-types/create.ts';
import { createMasterPage } from './master-pages/create.ts';
import { recordSms } from './notifications/record-sms.ts';
import { updateSmsStatus } from './notifications/update-sms-status.ts';
import { forgetOccasions } from './occasions/forget-occasions.ts';
import type { Target } from './offerings/schema.ts';
import { createBookingPage } from './pages/create.ts';
import { createPool } from './pools/create.ts';
import { listSlots } from './slots/list-slots.ts';
import { createTeam } from './teams/create.ts';
import { createUser } from './users/create.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const firstNames = ['Ada', 'Bruno', 'Chiara', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hugo', 'Ines', 'Jonas'];
const lastNames = ['Abel', 'Brandt', 'Costa', 'Dubois'];
const guestZones = ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'America/Sao_Paulo', 'Australia/Sydney'];

/** What the demo made: the account, its key in plain, and the calendar that an example can book. */
export interface Demo {
  accountId: string;
  apiKey: string;
  calendarId: string;
  /** Path of that calendar's page. */
  page: string;
}

/** Slugs are one address space for all accounts. */
const andreasPage = (accountId: string) => `andrea-${accountId.slice(-6).toLowerCase()}`;

/**
 * Makes an account to try things with: owner, two hosts, a team, three calendars, two booking pages with event types and a
 * master page over them, 40 contacts, 120 bookings of the last and next weeks in every status, and what was chatted and sent
 * to some of the guests. Each booking goes through the product's own verbs, told what time it is; the same `now` gives the
 * same bookings at the same times. `now` in epoch milliseconds. Needs a system transaction: the demo is there as a whole or
 * not at all.
 */
export async function makeDemo(
  tx: Tx,
  options: { now: number; baseUrl: string; apiKey?: string | undefined },
): Promise<Demo> {
  const { now, baseUrl } = options;
  const begin = now - 28 * dayMs;
  const owner = { name: 'Daybook demo', email: 'olivia.owner@example.com', timezone: 'America/New_York' };
  const accountId = await createAccount(tx, owner, begin);
  const { apiKey, calendars, pages, andrea } = await furnish(tx, accountId, begin, options.apiKey);
  const life = new DemoLife(tx, accountId, { calendars, pages }, baseUrl);
  for (let day = 21; day >= 1; day--) await life.day(now - day * dayMs, day > 2 ? 4 : 6);
  await life.finish(now);
  // The guests of a demo are not to get mail.
  await forgetOccasions(tx, accountId);
  return { accountId, apiKey, calendarId: andrea, page: andreasPage(accountId) };
}

async function furnish(tx: Tx, accountId: string, now: number, key: string | undefined) {
  const user = (first: string, last: string, role: 'Account Owner' | 'Administrator' | 'Member', timezone: string) =>
    createUser(
      tx,
      accountId,
      {
        first_name: first,
        last_name: last,
        email: `${first}.${last}@example.com`.toLowerCase(),
        role_name: role,
        timezone,
        status: 'active',
      },
      now,
    );
  await user('Olivia', 'Owner', 'Account Owner', 'America/New_York');
  const andrea = await user('Andrea', 'Hartie', 'Administrator', 'America/New_York');
  const ben = await user('Ben', 'Okafor', 'Member', 'Europe/London');
  const video = (room: string): Location => ({
    type: 'online_static_link',
    value: `https://meet.example.com/${room}`,
    id: null,
  });
  const phone: Location = { type: 'phone_by_guest', value: null, id: null };
  await setSchedule(tx, accountId, andrea, { weekly: workWeek(540, 1020, [video('andrea'), phone]) });
  await setSchedule(tx, accountId, ben, { weekly: workWeek(600, 1080, [video('ben')]) });
  const team = await createTeam(tx, accountId, { name: 'Sales', userIds: [andrea, ben] }, now);
  const common = { lead_time: { unit: 'hours' as const, amount: 1 } };
  const calendars = [
    await createCalendar(
      tx,
      accountId,
      {
        name: 'Andrea Hartie booking calendar',
        subject: 'Meeting with Andrea Hartie',
        hostId: andrea,
        slug: andreasPage(accountId),
        rules: { ...common, durations: [30], start_minutes: [0, 30], spacing_minutes: 30, buffer_after_minutes: 10 },
      },
      now,
    ),
    await createCalendar(
      tx,
      accountId,
      {
        name: 'Sales team demo',
        subject: 'Live demo',
        hostId: team,
        slug: `demo-${accountId.slice(-6).toLowerCase()}`,
        rules: {
          ...common,
          durations: [60],
          start_minutes: [0, 30],
          spacing_minutes: 30,
          questions: [{ name: 'company_size', type: 'single_select', options: ['1-10', '11-50', 'more than 50'] }],
        },
      },
      now + 1,
    ),
    await createCalendar(
      tx,
      accountId,
      {
        name: 'Ben, by request',
        subject: 'Consultation with Ben Okafor',
        hostId: ben,
        slug: `ben-${accountId.slice(-6).toLowerCase()}`,
        rules: { ...common, durations: [45], approval: true, caps: { day: 3 } },
      },
      now + 2,
    ),
  ];
  const pages = await classicPages(tx, accountId, { andrea, ben }, now);
  const apiKey = await createKey(tx, accountId, 'Demo key', now, key);
  return { apiKey, calendars, pages, andrea: calendars[0]! };
}

/** The same people in the other vocabulary: a page each with two event types, and a master page with a pool of both. */
async function classicPages(
  tx: Tx,
  accountId: string,
  { andrea, ben }: { andrea: string; ben: string },
  now: number,
): Promise<Target[]> {
  const common = { start_minutes: [0, 30], spacing_minutes: 30, lead_time: { unit: 'hours' as const, amount: 1 } };
  const intro = await createEventType(tx, accountId, { ...common, name: 'Introduction', durations: [30] }, now);
  const description = 'An hour with somebody who knows the product.';
  const workshop = { ...common, name: 'Workshop', description, durations: [60], caps: { day: 2 } };
  const event_types = [intro, await createEventType(tx, accountId, workshop, now + 1)];
  const suffix = accountId.slice(-6).toLowerCase();
  const andreas = { name: 'Andrea Hartie', owner: andrea, slug: `andrea-page-${suffix}`, event_types };
  const page = await createBookingPage(tx, accountId, andreas, now);
  const bens = { name: 'Ben Okafor', owner: ben, slug: `ben-page-${suffix}`, event_types };
  const members = [page, await createBookingPage(tx, accountId, bens, now + 1)].map((booking_page) => ({
    booking_page,
    priority: 5,
  }));
  const turns = { name: 'Introductions', method: 'round_robin' as const, correction: true, cycle: 'monthly' as const };
  const owner = await createPool(tx, accountId, { ...turns, members }, now);
  const rule = { event_type: intro, owner, additional_members: [] };
  const master = await createMasterPage(
    tx,
    accountId,
    { name: 'Sales', slug: `sales-${suffix}`, scenario: 'rule_based', event_types: [rule] },
    now,
  );
  return [
    { page, eventType: event_types[1]!, master: null },
    { master, eventType: intro },
  ];
}

/** Monday to Friday, in minutes from midnight. */
function workWeek(start: number, end: number, locations: Location[]): Weekly {
  const blocks = [
    { start, end: 720, locations },
    { start: 780, end, locations },
  ];
  return { Monday: blocks, Tuesday: blocks, Wednesday: blocks, Thursday: blocks, Friday: blocks };
}

const bookingsInAll = 120;
const guestsInAll = 40;

/** Plays the weeks before now: guests book, move, cancel, and sometimes stay away. */
class DemoLife {
  readonly #tx: Tx;
  readonly #accountId: string;
  readonly #calendars: readonly string[];
  readonly #pages: readonly Target[];
  readonly #baseUrl: string;
  readonly #random = seeded(20_261_124);
  readonly #made: BookingRow[] = [];

  constructor(
    tx: Tx,
    accountId: string,
    { calendars, pages }: { calendars: readonly string[]; pages: readonly Target[] },
    baseUrl: string,
  ) {
    this.#tx = tx;
    this.#accountId = accountId;
    this.#calendars = calendars;
    this.#pages = pages;
    this.#baseUrl = baseUrl;
  }

  /** Some bookings on one day, and what becomes of earlier ones. */
  async day(now: number, bookings: number): Promise<void> {
    await this.#complete(now);
    for (let i = 0; i < bookings && this.#made.length < bookingsInAll; i++) await this.#book(now + i * hourMs);
    await this.#changeOne(now + 8 * hourMs);
  }

  /** The rest of the bookings, made today, and everything that is over completed. */
  async finish(now: number): Promise<void> {
    while (this.#made.length < bookingsInAll) await this.#book(now);
    await this.#complete(now);
    for (const [index, booking] of this.#made.entries()) {
      if (index % 10 === 0) await this.#talk(booking, index / 10);
      if (booking.form_submission?.mobile_phone != null) await this.#remind(booking);
    }
  }

  /** The chat that led to a booking; now and then the visitor left without another word. */
  async #talk({ id: booking, contact_id, creation_time }: BookingRow, number: number): Promise<void> {
    const tx = this.#tx;
    const accountId = this.#accountId;
    const began = creation_time - 20 * 60_000;
    const chat = await startConversation(
      tx,
      accountId,
      {
        initiated_by: 'contact',
        contact: contact_id,
        bot: { name: 'Website bot' },
        website: { name: 'Example', url: 'https://www.example.com' },
        audience: number % 2 === 0 ? { name: 'Returning visitors' } : null,
        answers: [{ question: 'What brings you here?', value: 'A demo', internal_label: 'reason' }],
      },
      began,
    );
    if (number % 3 === 2) {
      await abandonConversations(tx, began + 11 * 60_000);
      return;
    }
    const answers = [{ question: 'How many are you?', value: '11-50', internal_label: 'company_size' }];
    await answerInConversation(tx, accountId, chat.id, answers, began + 60_000);
    await attachBooking(tx, accountId, chat.id, booking, creation_time);
    await closeConversation(tx, accountId, chat.id, creation_time);
  }

  /** An SMS that confirmed a booking. */
  async #remind({ subject, contact_id, form_submission, creation_time }: BookingRow): Promise<void> {
    const sms = {
      recipientType: 'contact' as const,
      recipientId: contact_id!,
      deliveredTo: form_submission!.mobile_phone!,
      messageBody: `${form_submission!.name}, you are booked: ${subject}.`,
      status: 'sent' as const,
    };
    const id = await recordSms(this.#tx, this.#accountId, sms, creation_time);
    await updateSmsStatus(this.#tx, this.#accountId, id, this.#random() < 0.9 ? 'delivered' : 'failed');
  }

  async #book(now: number): Promise<void> {
    const number = this.#made.length;
    // Requests would block Ben's days for ever, so he gets few of them, and those lie ahead.
    const calendarId = number % 12 === 11 ? this.#calendars[2]! : this.#calendars[number % 2]!;
    const far = number % 12 === 11 ? 24 : Math.floor(this.#random() * 12);
    const start = now + far * dayMs;
    const target =
      number % 12 < 8 ? { calendar: calendarId } : (this.#pages[(number % 12) - 8] ?? { calendar: calendarId });
    const tx = this.#tx;
    const slots = await listSlots(tx, this.#accountId, target, { start, end: start + 10 * dayMs }, now);
    const slot = slots[Math.floor(this.#random() * slots.length)];
    if (slot === undefined) throw new Error('The demo found no free slot');
    const guest = number % guestsInAll;
    const name = `${firstNames[guest % 10]} ${lastNames[Math.floor(guest / 10)]}`;
    const booking_form = {
      name,
      email: `${name.replace(' ', '.').toLowerCase()}@example.org`,
      phone: guest % 3 === 0 ? `+1202555${String(1000 + guest)}` : null,
      answers: calendarId === this.#calendars[1] ? { company_size: '11-50' } : {},
    };
    const wish = { starts: [Date.parse(slot.start_time)], guest_time_zone: guestZones[guest % 5]!, booking_form };
    const ways = { now, baseUrl: this.#baseUrl };
    this.#made.push(...(await schedule(tx, this.#accountId, target, wish, ways)));
  }

  /** Cancels, moves or marks one of the bookings so far, in turn. */
  async #changeOne(now: number): Promise<void> {
    const ways = { now, baseUrl: this.#baseUrl };
    const turn = Math.floor(now / dayMs) % 3;
    const over = turn === 2;
    const index = this.#made.findIndex(
      (row) => (over ? row.ending_time! < now : row.starting_time! > now + dayMs) && row.status === 'scheduled',
    );
    if (index < 0) return;
    const booking = this.#made[index]!;
    const tx = this.#tx;
    const { id } = booking;
    if (turn === 0) {
      this.#made[index] = await cancel(tx, this.#accountId, id, { actor: 'user', reason: 'Change in schedule' }, ways);
    } else if (turn === 1) {
      const from = booking.starting_time! + dayMs;
      const [slot] = await listMoves(tx, this.#accountId, id, { start: from, end: from + 14 * dayMs }, now);
      if (slot === undefined) return;
      const change = { start: Date.parse(slot.start_time), actor: 'customer' as const, reason: 'Something came up' };
      this.#made[index] = await reschedule(tx, this.#accountId, id, change, ways);
    } else {
      await completeEnded(tx, ways);
      this.#made[index] = await markNoShow(tx, this.#accountId, id, ways);
    }
  }

  async #complete(now: number): Promise<void> {
    const ways = { now, baseUrl: this.#baseUrl };
    while ((await completeEnded(this.#tx, ways)).more);
  }
}
