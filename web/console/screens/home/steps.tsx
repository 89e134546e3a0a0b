import type { ComponentChildren } from 'preact';
import { api } from '../../core/api.ts';
import { kept, useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { fill, inLanguage } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';

const words = inLanguage({
  en: {
    title: 'First steps',
    progress: '{done} of {all} done',
    calendar: 'Make a booking calendar',
    look: 'See it as guests do',
    booking: 'Take the first booking',
    colleague: 'Invite a colleague',
    webhook: 'Let another program know of bookings',
    hide: 'Do not show again',
    guide: 'How to',
  },
  de: {
    title: 'Erste Schritte',
    progress: '{done} von {all} erledigt',
    calendar: 'Buchungskalender anlegen',
    look: 'Ihn ansehen wie Gäste',
    booking: 'Die erste Buchung annehmen',
    colleague: 'Kollegen einladen',
    webhook: 'Ein anderes Programm von Buchungen wissen lassen',
    hide: 'Nicht mehr zeigen',
    guide: 'Anleitung',
  },
});

const hidden = kept('steps.hidden', false);

interface Facts {
  calendarUrl: string | undefined;
  hasCalendar: boolean;
  hasBooking: boolean;
  hasColleague: boolean;
  hasWebhook: boolean;
}

async function readFacts(): Promise<Facts> {
  const [calendars, bookings, users, webhooks] = await Promise.all([
    api.listBookingCalendars({ limit: 1 }),
    api.listBookings({ limit: 1 }),
    api.listUsers({ limit: 2 }),
    api.listWebhooks({ limit: 1 }),
  ]);
  const [calendar] = calendars.data;
  return {
    calendarUrl: calendar !== undefined && 'url' in calendar ? (calendar.url as string) : undefined,
    hasCalendar: calendar !== undefined,
    hasBooking: bookings.data.length > 0,
    hasColleague: users.data.length > 1,
    hasWebhook: webhooks.data.length > 0,
  };
}

/** What is left to do until a new account is in use; gone once all of it is done. */
export function Steps() {
  const mayAll = can('createWebhook');
  const { data } = useQuery(mayAll && !hidden.value.value ? 'home/steps' : undefined, readFacts);
  if (data === undefined) return null;
  const { root } = document.documentElement.dataset;
  const steps: { label: string; done: boolean; href?: string | undefined }[] = [
    { label: words.calendar, done: data.hasCalendar, href: `${root}/docs/booking-calendars` },
    { label: words.booking, done: data.hasBooking, href: data.calendarUrl ?? at('/bookings') },
    { label: words.colleague, done: data.hasColleague, href: `${root}/docs/reference#tag-users` },
    { label: words.webhook, done: data.hasWebhook, href: `${root}/docs/reference#tag-webhooks` },
  ];
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <section class="steps">
      <div class="home-head">
        <h2>{words.title}</h2>
        <span class="soft">{fill(words.progress, { done, all: steps.length })}</span>
      </div>
      <progress value={done} max={steps.length} aria-label={words.title} />
      <ul>
        {steps.map((step) => (
          <Step key={step.label} done={step.done}>
            {step.done || step.href === undefined ? step.label : <a href={step.href}>{step.label}</a>}
          </Step>
        ))}
      </ul>
      <div>
        <button type="button" class="plain strong" onClick={() => hidden.set(true)}>
          {words.hide}
        </button>
      </div>
    </section>
  );
}

function Step({ done, children }: { done: boolean; children: ComponentChildren }) {
  return (
    <li>
      {done ? <Icon name="check" /> : <span class="step-open" aria-hidden="true" />}
      <span class={done ? 'done' : undefined}>{children}</span>
    </li>
  );
}
