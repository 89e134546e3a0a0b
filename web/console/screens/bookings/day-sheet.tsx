import type { Booking } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { usePeople } from '../../core/people.ts';
import { useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import type { ScreenProps } from '../../core/screens.ts';
import { dayOf, fullDate, isoTime, ms, span, startOfDay } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { answersOf, expand, guestOf, hostEmailOf } from './booking.ts';
import { words } from './words.ts';

/** The day that the address names; today if it names none. */
function dayIn(text: string | undefined): Temporal.PlainDate {
  try {
    return Temporal.PlainDate.from(text ?? '');
  } catch {
    return dayOf(Date.now());
  }
}

/** More than a day of anybody's reads. */
const mostMeetings = 1000;

async function readDay(day: Temporal.PlainDate): Promise<Booking[]> {
  const bookings: Booking[] = [];
  const query = {
    'starting_time.gt': isoTime(startOfDay(day) - 1),
    'starting_time.lt': isoTime(startOfDay(day.add({ days: 1 }))),
    status: 'scheduled,rescheduled,completed,no_show',
    in_trash: 'false',
    sort: 'starting_time',
    expand,
    limit: 100,
  } as const;
  for await (const booking of api.eachBooking(query)) {
    bookings.push(booking);
    if (bookings.length >= mostMeetings) break;
  }
  return bookings;
}

/** A day's meetings on paper: when, who, where, and what the guest said. */
export default function DaySheet({ params }: ScreenProps) {
  const day = dayIn(params.date);
  const query = useQuery(`bookings/day/${day}`, () => readDay(day));
  const people = usePeople();
  const start = startOfDay(day);
  return (
    <div class="day-sheet">
      <header class="screen-head">
        <div>
          <h1>{fullDate(start)}</h1>
          {query.data !== undefined && query.data.length > 0 && (
            <p class="soft">{fill(words.dayCount, { count: query.data.length })}</p>
          )}
        </div>
        <div class="screen-actions">
          <a
            class="button quiet only-icon"
            href={at(`/bookings/day/${day.subtract({ days: 1 })}`)}
            aria-label={words.previousDay}
          >
            <Icon name="back" turn />
          </a>
          <a class="button quiet" href={at(`/bookings/day/${dayOf(Date.now())}`)}>
            {words.today}
          </a>
          <a
            class="button quiet only-icon"
            href={at(`/bookings/day/${day.add({ days: 1 })}`)}
            aria-label={words.nextDay}
          >
            <Icon name="on" turn />
          </a>
          <button type="button" class="primary" onClick={() => print()}>
            <Icon name="print" /> {words.print}
          </button>
        </div>
      </header>
      {query.loading && <Loading />}
      {query.error !== undefined && <Failure error={query.error} retry={query.reload} />}
      {query.data?.length === 0 && <Empty icon="calendar" title={words.daySheetEmpty} />}
      <ol>
        {query.data?.map((booking) => {
          const host = people.byEmail(hostEmailOf(booking));
          return (
            <Line
              key={booking.id}
              booking={booking}
              host={host === undefined ? '' : `${host.first_name} ${host.last_name}`}
            />
          );
        })}
      </ol>
    </div>
  );
}

function Line({ booking, host }: { booking: Booking; host: string }) {
  const { form_submission: form } = booking;
  return (
    <li>
      <span class="tabular strong">{span(ms(booking.starting_time!), booking.duration_minutes)}</span>
      <div>
        <a class="strong" href={at(`/bookings/${booking.id}`, { view: 'all' })}>
          {guestOf(booking)}
        </a>
        <p>{booking.subject}</p>
        <p class="soft">
          {[form?.email, form?.mobile_phone ?? form?.phone, form?.company].filter(Boolean).join(' · ')}
        </p>
        {answersOf(booking).map(({ name, value }) => (
          <p key={name} class="soft">
            {name}: {value}
          </p>
        ))}
        {form?.note != null && <p class="soft">{form.note}</p>}
      </div>
      <div>
        <p>{host}</p>
        <p class="soft">{booking.location_description}</p>
      </div>
    </li>
  );
}
