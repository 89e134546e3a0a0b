import type { Booking, TimelineEntry } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { usePeople } from '../../core/people.ts';
import { useQuery } from '../../core/query.ts';
import { dateAndTime, fromNow, ms } from '../../core/time.ts';
import { fill, inLanguage } from '../../core/words.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import type { Status } from './filters.ts';
import { words as bookingWords } from './words.ts';

const words = inLanguage({
  en: {
    booked: 'Booked',
    deleted: 'Erased',
    by: { guest: 'by the guest', system: 'by Daybook', key: 'by the key {name}', user: 'by {name}' },
    somebody: 'somebody',
    status: 'Now {status}',
    time: 'Moved to {time}',
    host: 'Given to {name}',
    trashed: 'Moved to the trash',
    restored: 'Taken out of the trash',
    duration: 'Takes {count} minutes',
    subject: 'Called “{text}”',
    place: 'Takes place: {text}',
    noPlace: 'No place any more',
    reason: 'Reason: {text}',
    contact: 'Belongs to another contact',
    mail: '{what} to {recipient}',
    mailStates: {
      queued: 'waiting to be sent',
      sent: 'sent',
      kept: 'kept, as no mail server is set',
      failed: 'failed',
    },
    scenario: {
      scheduled: 'Confirmation',
      requested: 'Request received',
      approved: 'Request approved',
      declined: 'Request declined',
      reminder: 'Reminder',
      follow_up: 'Follow-up',
      canceled: 'Cancellation',
      rescheduled: 'New time',
      reassigned: 'New host',
      reschedule_requested: 'Request for another time',
    },
    otherMail: 'Mail',
    event: 'Event {type}',
    delivery: {
      pending: '{name}: waiting, after {count} attempts',
      delivered: '{name}: accepted',
      failed: '{name}: given up after {count} attempts',
      dropped: '{name}: dropped',
    },
    noWebhooks: 'No webhook subscribed to it.',
  },
  de: {
    booked: 'Gebucht',
    deleted: 'Gelöscht',
    by: { guest: 'vom Gast', system: 'von Daybook', key: 'mit dem Schlüssel {name}', user: 'von {name}' },
    somebody: 'jemandem',
    status: 'Jetzt: {status}',
    time: 'Verschoben auf {time}',
    host: 'Übergeben an {name}',
    trashed: 'In den Papierkorb verschoben',
    restored: 'Aus dem Papierkorb geholt',
    duration: 'Dauert {count} Minuten',
    subject: 'Heißt „{text}“',
    place: 'Findet statt: {text}',
    noPlace: 'Kein Ort mehr',
    reason: 'Grund: {text}',
    contact: 'Gehört zu einem anderen Kontakt',
    mail: '{what} an {recipient}',
    mailStates: {
      queued: 'wartet auf den Versand',
      sent: 'verschickt',
      kept: 'aufbewahrt, da kein Mailserver eingestellt ist',
      failed: 'fehlgeschlagen',
    },
    scenario: {
      scheduled: 'Bestätigung',
      requested: 'Anfrage eingegangen',
      approved: 'Anfrage zugesagt',
      declined: 'Anfrage abgelehnt',
      reminder: 'Erinnerung',
      follow_up: 'Nachricht danach',
      canceled: 'Absage',
      rescheduled: 'Neue Zeit',
      reassigned: 'Neuer Gastgeber',
      reschedule_requested: 'Bitte um eine andere Zeit',
    },
    otherMail: 'Mail',
    event: 'Ereignis {type}',
    delivery: {
      pending: '{name}: wartet, nach {count} Versuchen',
      delivered: '{name}: angenommen',
      failed: '{name}: aufgegeben nach {count} Versuchen',
      dropped: '{name}: verworfen',
    },
    noWebhooks: 'Kein Webhook hat es abonniert.',
  },
});

/** Everything that happened to a booking, newest first: who changed what, which mails went out, what webhooks were told. */
export function Timeline({ booking }: { booking: Booking }) {
  const people = usePeople();
  // Its key changes with the booking, so that what was just done is in it.
  const query = useQuery(`bookings/${booking.id}/timeline/${booking.last_updated_time}${booking.in_trash}`, () =>
    api.getBookingTimeline(booking.id),
  );
  if (query.loading) return <Loading rows={4} />;
  if (query.data === undefined) return <Failure error={query.error} retry={query.reload} />;
  const nameOfUser = (id: string) => {
    const user = people.byId(id);
    return user === undefined ? words.somebody : `${user.first_name} ${user.last_name}`;
  };
  return (
    <ol class="timeline">
      {query.data.data.map((entry) => (
        <Entry key={entry.id} entry={entry} nameOfUser={nameOfUser} />
      ))}
    </ol>
  );
}

function Entry({ entry, nameOfUser }: { entry: TimelineEntry; nameOfUser: (id: string) => string }) {
  const { icon, title, lines, alarm } = told(entry, nameOfUser);
  const time = ms(entry.time);
  return (
    <li class={alarm ? 'alarm' : undefined}>
      <span class="timeline-mark">
        <Icon name={icon} />
      </span>
      <div>
        <p>{title}</p>
        {lines.map((line) => (
          <p key={line} class="soft">
            {line}
          </p>
        ))}
        <p class="soft">
          <time datetime={entry.time} title={dateAndTime(time)}>
            {fromNow(time)}
          </time>
          {entry.actor !== null && ` ${actorText(entry.actor)}`}
        </p>
      </div>
    </li>
  );
}

function actorText({ type, name }: NonNullable<TimelineEntry['actor']>): string {
  return fill(words.by[type], { name: name ?? words.somebody });
}

interface Told {
  icon: IconName;
  title: string;
  lines: string[];
  alarm?: boolean;
}

function told(entry: TimelineEntry, nameOfUser: (id: string) => string): Told {
  const { mail, event, change } = entry;
  if (mail !== null) {
    const what = (words.scenario as Record<string, string>)[mail.scenario.replace(/_by_\w+$/, '')] ?? words.otherMail;
    const state = (words.mailStates as Record<string, string>)[mail.state] ?? mail.state;
    return {
      icon: 'mail',
      title: fill(words.mail, { what, recipient: mail.recipient }),
      lines: [state, ...(mail.error === null ? [] : [mail.error])],
      alarm: mail.state === 'failed',
    };
  }
  if (event !== null) {
    const deliveries = event.deliveries.map(({ webhook_name: name, state, attempts: count }) =>
      fill((words.delivery as Record<string, string>)[state] ?? name, { name, count }),
    );
    const alarm = event.deliveries.some(({ state }) => state === 'failed');
    return { icon: 'bolt', title: fill(words.event, { type: event.type }), lines: deliveries, alarm };
  }
  if (change === null || change.action === 'created') return { icon: 'plus', title: words.booked, lines: [] };
  if (change.action === 'deleted') return { icon: 'trash', title: words.deleted, lines: [] };
  const [title = '', ...lines] = change.fields
    .map((field) => fieldText(field, nameOfUser))
    .filter((text) => text !== '');
  return { icon: 'check', title, lines };
}

type Field = NonNullable<TimelineEntry['change']>['fields'][number];

function fieldText({ name, after }: Field, nameOfUser: (id: string) => string): string {
  const text = String(after ?? '');
  switch (name) {
    case 'status':
      return fill(words.status, { status: bookingWords.statuses[text as Status] ?? text });
    case 'starting_time':
      return after === null ? '' : fill(words.time, { time: dateAndTime(ms(text)) });
    case 'host':
      return fill(words.host, { name: nameOfUser(text) });
    case 'in_trash':
      return after === true ? words.trashed : words.restored;
    case 'duration_minutes':
      return fill(words.duration, { count: Number(after) });
    case 'subject':
      return fill(words.subject, { text });
    case 'location_description':
      return after === null ? words.noPlace : fill(words.place, { text });
    case 'reason':
      return text === '' ? '' : fill(words.reason, { text });
    case 'contact':
      return words.contact;
    default:
      return '';
  }
}
