import type { ComponentChildren } from 'preact';
import type { Booking, Notice } from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { refresh, useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { can, me } from '../../core/session.ts';
import { clockTime, dayName, dayOf, fromNow, fullDate, isoTime, ms, shortDate, startOfDay } from '../../core/time.ts';
import { fill, inLanguage } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { expand, guestOf } from '../bookings/booking.ts';
import { useLiveBookings } from '../bookings/live.ts';
import { Steps } from './steps.tsx';

const words = inLanguage({
  en: {
    morning: 'Good morning, {name}',
    day: 'Good afternoon, {name}',
    evening: 'Good evening, {name}',
    today: 'Today',
    next: 'Next',
    allUpcoming: 'All upcoming',
    daySheet: 'Day sheet',
    noneToday: 'No meetings today.',
    noneNext: 'Nothing after today yet.',
    now: 'now',
    join: 'Join',
    needs: 'Needs you',
    calm: 'Nothing waits for you.',
    request: '{name} asks for {time}',
    requestOpen: '{name} proposes times',
    answer: 'Answer',
    asked: 'asked {time}',
    failing: '{name} does not take its events',
    paused: '{name} is paused',
    failingSince: 'failing since {time}',
    dismiss: 'Dismiss',
    allRequests: 'All requests',
  },
  de: {
    morning: 'Guten Morgen, {name}',
    day: 'Guten Tag, {name}',
    evening: 'Guten Abend, {name}',
    today: 'Heute',
    next: 'Danach',
    allUpcoming: 'Alle anstehenden',
    daySheet: 'Tagesblatt',
    noneToday: 'Heute keine Termine.',
    noneNext: 'Nach heute noch nichts.',
    now: 'jetzt',
    join: 'Teilnehmen',
    needs: 'Braucht dich',
    calm: 'Nichts wartet auf dich.',
    request: '{name} bittet um {time}',
    requestOpen: '{name} schlägt Zeiten vor',
    answer: 'Antworten',
    asked: 'gefragt {time}',
    failing: '{name} nimmt seine Ereignisse nicht an',
    paused: '{name} ist angehalten',
    failingSince: 'Fehler seit {time}',
    dismiss: 'Ausblenden',
    allRequests: 'Alle Anfragen',
  },
});

const mostToday = 100;
const mostNext = 6;
const mostNeeds = 8;

/** The day at a glance: the reader's meetings, and what waits for him. */
export default function Home() {
  const { user } = me();
  const now = Date.now();
  const today = dayOf(now);
  const begin = startOfDay(today);
  const end = startOfDay(today.add({ days: 1 }));
  const mine = {
    host: user.id,
    in_trash: 'false',
    sort: 'starting_time',
    status: 'scheduled,rescheduled,completed',
    expand,
  } as const;
  const day = useQuery(`home/today/${today}`, () =>
    api.listBookings({
      ...mine,
      'starting_time.gt': isoTime(begin - 1),
      'starting_time.lt': isoTime(end),
      limit: mostToday,
    }),
  );
  const later = useQuery(`home/next/${today}`, () =>
    api.listBookings({ ...mine, 'starting_time.gt': isoTime(end - 1), limit: mostNext }),
  );
  useLiveBookings(day.data?.data);
  const hour = Number(new Date(now).toLocaleString('en-GB', { hour: '2-digit', timeZone: user.timezone }));
  const greeting = hour < 11 ? words.morning : hour < 18 ? words.day : words.evening;
  return (
    <div class="home">
      <header>
        <h1>{fill(greeting, { name: user.first_name })}</h1>
        <p>{fullDate(now)}</p>
      </header>
      <div class="home-column">
        <Block title={words.today} href={at(`/bookings/day/${today}`)} link={words.daySheet}>
          <Agenda query={day} none={words.noneToday} now={now} showDay={false} />
        </Block>
        <Block title={words.next} href={at('/bookings', { host: 'me' })} link={words.allUpcoming}>
          <Agenda query={later} none={words.noneNext} now={now} showDay />
        </Block>
      </div>
      <div class="home-column">
        <Steps />
        <Needs />
      </div>
    </div>
  );
}

function Block({
  title,
  href,
  link,
  children,
}: {
  title: string;
  href: string;
  link: string;
  children: ComponentChildren;
}) {
  return (
    <section class="home-block">
      <div class="home-head">
        <h2>{title}</h2>
        <a href={href}>{link}</a>
      </div>
      {children}
    </section>
  );
}

interface AgendaProps {
  query: ReturnType<typeof useQuery<Awaited<ReturnType<typeof api.listBookings>>>>;
  none: string;
  now: number;
  showDay: boolean;
}

function Agenda({ query, none, now, showDay }: AgendaProps) {
  if (query.loading) return <Loading rows={3} />;
  if (query.data === undefined) return <Failure error={query.error} retry={query.reload} />;
  if (query.data.data.length === 0) return <p class="calm">{none}</p>;
  return (
    <ol class="agenda">
      {query.data.data.map((booking) => (
        <Meeting key={booking.id} booking={booking} now={now} showDay={showDay} />
      ))}
    </ol>
  );
}

function Meeting({ booking, now, showDay }: { booking: Booking; now: number; showDay: boolean }) {
  const start = ms(booking.starting_time!);
  const end = start + booking.duration_minutes * 60_000;
  const isNow = start <= now && now < end;
  const link = booking.virtual_conferencing?.join_url;
  return (
    <li class={isNow ? 'now' : end <= now ? 'over' : undefined}>
      <span class="two-lines tabular">
        <span>{showDay ? shortDate(start) : clockTime(start)}</span>
        <span class="soft">{showDay ? clockTime(start) : isNow ? words.now : clockTime(end)}</span>
      </span>
      <span class="two-lines">
        <span>
          <a href={at(`/bookings/${booking.id}`, { host: 'me' })}>{guestOf(booking)}</a>
        </span>
        <span class="soft">{booking.subject}</span>
      </span>
      {link !== undefined && end > now && !showDay && (
        <a class="button quiet" href={link} target="_blank" rel="noopener noreferrer">
          <Icon name="video" /> {words.join}
        </a>
      )}
    </li>
  );
}

/** Requests that wait for an answer, and webhooks that wait for somebody to mend them. */
function Needs() {
  const requests = useQuery('home/requests', () =>
    api.listBookings({ status: 'requested', in_trash: 'false', limit: mostNeeds }),
  );
  const mayRead = can('listNotices');
  const notices = useQuery(mayRead ? 'home/notices' : undefined, () =>
    api.listNotices({ state: 'open', limit: mostNeeds }),
  );
  if (requests.loading || notices.loading) return <Loading rows={3} />;
  const failed = requests.error ?? notices.error;
  if (requests.data === undefined) return <Failure error={failed} retry={requests.reload} />;
  const open = notices.data?.data ?? [];
  const none = requests.data.data.length === 0 && open.length === 0;
  return (
    <Block title={words.needs} href={at('/bookings', { view: 'requests' })} link={words.allRequests}>
      {none ? (
        <p class="calm">{words.calm}</p>
      ) : (
        <ul class="needs">
          {open.map((notice) => (
            <Trouble key={notice.id} notice={notice} />
          ))}
          {requests.data.data.map((booking) => (
            <Request key={booking.id} booking={booking} />
          ))}
        </ul>
      )}
    </Block>
  );
}

function Request({ booking }: { booking: Booking }) {
  const name = guestOf(booking);
  const start = booking.starting_time;
  const time = start === null ? '' : `${dayName(ms(start))}, ${clockTime(ms(start))}`;
  return (
    <li>
      <Icon name="clock" />
      <span>
        {fill(start === null ? words.requestOpen : words.request, { name, time })}
        <span class="block soft">
          {booking.subject}, {fill(words.asked, { time: fromNow(ms(booking.creation_time)) })}
        </span>
      </span>
      <a class="button quiet" href={at(`/bookings/${booking.id}`, { view: 'requests' })}>
        {words.answer}
      </a>
    </li>
  );
}

function Trouble({ notice }: { notice: Notice }) {
  const dismiss = async () => {
    try {
      await api.dismissNotice(notice.id);
      await refresh('home/notices');
    } catch (error) {
      toast(messageOf(error), { tone: 'failed' });
    }
  };
  const { webhook_name: name, failing_since: since, error } = notice;
  return (
    <li class="alarm">
      <Icon name="warning" />
      <span>
        {fill(notice.kind === 'webhook_failing' ? words.failing : words.paused, { name })}
        <span class="block soft">
          {[since === null ? '' : fill(words.failingSince, { time: fromNow(ms(since)) }), error ?? '']
            .filter(Boolean)
            .join(', ')}
        </span>
      </span>
      <button type="button" class="quiet" onClick={() => void dismiss()}>
        {words.dismiss}
      </button>
    </li>
  );
}
