import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Booking } from '../../../../packages/client/daybook.ts';
import { api, DaybookError } from '../../core/api.ts';
import { single } from '../../core/look.ts';
import { useQuery } from '../../core/query.ts';
import { place } from '../../core/router.ts';
import { dayName, inZone, ms, span } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { Actions } from './actions.tsx';
import { answersOf, expand, guestOf, offeringOf } from './booking.ts';
import { hrefOf, readFilters } from './filters.ts';
import { StatusMark } from './status.tsx';
import { Timeline } from './timeline.tsx';
import { words } from './words.ts';

export interface DetailProps {
  id: string;
  close: () => void;
  hostOf: (booking: Booking) => string;
}

/** One booking beside the list: who, when, where, what can be done, and everything that happened to it. */
export function Detail({ id, close, hostOf }: DetailProps) {
  const query = useQuery(`bookings/${id}`, () => api.getBooking(id, { expand }));
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => pane.current?.focus({ preventScroll: true }), [id]);
  return (
    <aside class="pane" ref={pane} aria-label={words.detail} tabIndex={-1}>
      <header class="pane-head">
        <button type="button" class="plain only-icon" aria-label={words.close} onClick={close}>
          <Icon name={single.value ? 'back' : 'close'} turn={single.value} />
        </button>
        {query.data !== undefined && 'status' in query.data && <Actions booking={query.data} hostOf={hostOf} />}
      </header>
      <div class="pane-body">
        <Body query={query} hostOf={hostOf} />
      </div>
    </aside>
  );
}

function Body({
  query,
  hostOf,
}: { query: ReturnType<typeof useQuery<Awaited<ReturnType<typeof api.getBooking>>>> } & Pick<DetailProps, 'hostOf'>) {
  const { data, error, reload } = query;
  if (data === undefined) {
    if (error === undefined) return <Loading rows={8} />;
    return error instanceof DaybookError && error.status === 404 ? (
      <Empty icon="info" title={words.unknown} />
    ) : (
      <Failure error={error} retry={reload} />
    );
  }
  if (!('status' in data)) return <Empty icon="trash" title={words.gone} />;
  return <Facts booking={data} hostOf={hostOf} />;
}

function Facts({ booking, hostOf }: { booking: Booking } & Pick<DetailProps, 'hostOf'>) {
  const { form_submission: form, cancel_reschedule_information: ended } = booking;
  const answers = answersOf(booking);
  const offering = offeringOf(booking);
  // Alone on the screen it is what the page is about.
  const [Title, Heading] = single.value ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const);
  return (
    <>
      <StatusMark status={booking.status} />
      <Title class="pane-title">{guestOf(booking)}</Title>
      <p class="soft">{booking.subject}</p>
      <dl class="facts">
        <Fact icon="clock" label={words.when}>
          <Time booking={booking} />
        </Fact>
        {booking.location_description !== null && (
          <Fact icon={booking.virtual_conferencing === null ? 'place' : 'video'} label={words.where}>
            {booking.virtual_conferencing === null ? (
              booking.location_description
            ) : (
              <a href={booking.virtual_conferencing.join_url} target="_blank" rel="noopener noreferrer">
                {words.join}
              </a>
            )}
          </Fact>
        )}
        <Fact icon="person" label={words.with}>
          {hostOf(booking)}
        </Fact>
        {form !== null && (
          <>
            <Fact icon="mail" label={words.column.guest}>
              <a href={`mailto:${form.email}`}>{form.email}</a>
              {(form.mobile_phone ?? form.phone) !== null && (
                <a class="block" href={`tel:${form.mobile_phone ?? form.phone}`}>
                  {form.mobile_phone ?? form.phone}
                </a>
              )}
              {form.company !== null && <span class="block soft">{form.company}</span>}
            </Fact>
            {form.guests.length > 0 && (
              <Fact icon="people" label={words.also}>
                {form.guests.join(', ')}
              </Fact>
            )}
          </>
        )}
        {offering !== undefined && (
          <Fact icon="page" label={words.bookedOn}>
            {offering}
          </Fact>
        )}
      </dl>
      {ended !== null && (
        <section class="aside-note">
          <Heading class="label">{words.canceledBy[ended.actioned_by]}</Heading>
          {ended.reason !== null && <p>{ended.reason}</p>}
        </section>
      )}
      {(answers.length > 0 || (form?.note ?? '') !== '') && (
        <section class="pane-section">
          <Heading class="label">{words.answers}</Heading>
          <dl class="answers">
            {(form?.note ?? '') !== '' && <Answer name={words.note} value={form!.note!} />}
            {answers.map((answer) => (
              <Answer key={answer.name} {...answer} />
            ))}
          </dl>
        </section>
      )}
      <section class="pane-section">
        <Heading class="label">{words.history}</Heading>
        <Timeline booking={booking} />
      </section>
      <Foot booking={booking} />
    </>
  );
}

function Fact({ icon, label, children }: { icon: IconName; label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>
        <Icon name={icon} />
        <span class="hidden">{label}</span>
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

function Answer({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function Time({ booking }: { booking: Booking }) {
  if (booking.starting_time === null) return <>{words.noTime}</>;
  const start = ms(booking.starting_time);
  const here = span(start, booking.duration_minutes);
  const there = inZone(start, booking.duration_minutes, booking.customer_timezone);
  return (
    <>
      <span class="block">{dayName(start)}</span>
      <span class="block tabular">{here}</span>
      {!there.startsWith(`${here},`) && <span class="block soft">{fill(words.guestTime, { time: there })}</span>}
    </>
  );
}

function Foot({ booking }: { booking: Booking }) {
  const before = booking.rescheduled_booking_id;
  const copy = async () => {
    await navigator.clipboard.writeText(booking.id);
    toast(words.copied);
  };
  return (
    <footer class="pane-foot">
      {before !== null && (
        <a href={hrefOf(readFilters(place.value.query), before)}>
          {words.predecessor} {before}
        </a>
      )}
      {booking.reschedule_url !== null && (
        <a href={booking.reschedule_url} target="_blank" rel="noopener noreferrer">
          {words.guestPage}
        </a>
      )}
      <button
        type="button"
        class="plain"
        aria-label={fill(words.copyId, { id: booking.id })}
        onClick={() => void copy()}
      >
        <code>{booking.id}</code> <Icon name="copy" />
      </button>
    </footer>
  );
}
