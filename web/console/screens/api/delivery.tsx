import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Attempt, Delivery } from '../../../../packages/client/daybook.ts';
import { api, DaybookError, messageOf } from '../../core/api.ts';
import { single } from '../../core/look.ts';
import { refresh, useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { clockTime, dateAndTime, fromNow, ms } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { Code, Exchange, readable } from './exchange.tsx';
import { StateMark } from './state-mark.tsx';
import { words } from './words.ts';

/** One delivery beside the log: every attempt with what went over the wire, and a button to send it again. */
export function DeliveryPane({ webhook, id, close }: { webhook: string; id: string; close: () => void }) {
  const key = `webhooks/${webhook}/delivery/${id}`;
  const query = useQuery<Delivery>(key, () => api.getDelivery(id));
  const pane = useRef<HTMLElement>(null);
  useLayoutEffect(() => pane.current?.focus({ preventScroll: true }), [id]);
  const { data, error } = query;
  const again = async () => {
    try {
      await api.replayDelivery(id);
      toast(words.replayStarted);
      await refresh('webhooks');
    } catch (failed) {
      toast(messageOf(failed), { tone: 'failed' });
    }
  };
  return (
    <aside class="pane" ref={pane} aria-label={words.delivery} tabIndex={-1}>
      <header class="pane-head">
        <button type="button" class="plain only-icon" aria-label={words.closeDelivery} onClick={close}>
          <Icon name={single.value ? 'back' : 'close'} turn={single.value} />
        </button>
        {data !== undefined && data.state !== 'pending' && can('replayDelivery') && (
          <button type="button" class="quiet" onClick={() => void again()}>
            <Icon name="restore" /> {words.replayOne}
          </button>
        )}
      </header>
      <div class="pane-body">
        {data === undefined && error === undefined && <Loading rows={8} />}
        {error !== undefined &&
          (error instanceof DaybookError && error.status === 404 ? (
            <Empty icon="info" title={words.gone} />
          ) : (
            <Failure error={error} retry={query.reload} />
          ))}
        {data !== undefined && <Facts delivery={data} />}
      </div>
    </aside>
  );
}

function Facts({ delivery }: { delivery: Delivery }) {
  const attempts = useQuery(`webhooks/${delivery.webhook}/delivery/${delivery.id}/attempts`, () =>
    api.listAttempts(delivery.id, { limit: 100 }),
  );
  const [Title, Part] = single.value ? (['h1', 'h2'] as const) : (['h2', 'h3'] as const);
  return (
    <>
      <StateMark state={delivery.state} />
      <Title class="pane-title">{words.event[delivery.type]}</Title>
      <p class="soft">
        <code>{delivery.type}</code> · {dateAndTime(ms(delivery.creation_time))}
      </p>
      {delivery.subject.startsWith('BKNG') && (
        <p>
          <a href={at(`/bookings/${delivery.subject}`, { view: 'all' })}>{words.openBooking}</a>
        </p>
      )}
      {delivery.next_attempt_time !== null && (
        <p class="soft">{fill(words.nextAttempt, { time: fromNow(ms(delivery.next_attempt_time)) })}</p>
      )}
      <section class="pane-section">
        <Part class="label">{words.attempts}</Part>
        {attempts.error !== undefined && <Failure error={attempts.error} retry={attempts.reload} />}
        {attempts.data?.data.length === 0 && <p class="soft">{words.noAttempts}</p>}
        <div class="attempts">
          {attempts.data?.data.map((attempt, index) => (
            <AttemptLine key={attempt.id} attempt={attempt} open={index === 0} />
          ))}
        </div>
      </section>
      <section class="pane-section">
        <Part class="label">{words.body}</Part>
        <Code text={readable(delivery.body)} label={words.body} />
      </section>
    </>
  );
}

function AttemptLine({ attempt, open }: { attempt: Attempt; open: boolean }) {
  const good = attempt.outcome === 'ok';
  return (
    <details open={open}>
      <summary>
        <span class={good ? 'good' : 'danger-text'}>
          <Icon name={good ? 'check' : 'warning'} />
        </span>
        <span class="two-lines free-lines">
          <span>
            <strong>{words.outcomes[attempt.outcome]}</strong> {attempt.summary}
          </span>
          <span class="soft tabular">
            {fill(words.attemptSummary, { number: attempt.number })} · {clockTime(ms(attempt.started_time))} ·{' '}
            {fill(words.milliseconds, { count: attempt.timings.total_ms })}
          </span>
        </span>
      </summary>
      <Exchange exchange={attempt} />
    </details>
  );
}
