import { useMemo } from 'preact/hooks';
import type { ListDeliveriesQuery, ListedDelivery } from '../../../../packages/client/daybook.ts';
import { api, DaybookError, messageOf } from '../../core/api.ts';
import { useLive } from '../../core/live.ts';
import { single } from '../../core/look.ts';
import { refresh, useList, useQuery } from '../../core/query.ts';
import { at, go, place, setQuery } from '../../core/router.ts';
import type { ScreenProps } from '../../core/screens.ts';
import { can } from '../../core/session.ts';
import { dateAndTime, fromNow, ms } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { useShortcuts } from '../../frame/shortcuts.tsx';
import { FilterInput } from '../../parts/filter-input.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { type Column, Table } from '../../parts/table.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { toast } from '../../parts/toast.tsx';
import { DeliveryPane } from './delivery.tsx';
import { eventOptions } from './events.tsx';
import { Replays } from './replays.tsx';
import { StateMark } from './state-mark.tsx';
import { WebhookActions, type WebhookProps } from './webhook-actions.tsx';
import { words } from './words.ts';

const states = ['all', 'pending', 'delivered', 'failed', 'dropped'] as const;
const beside = ['event', 'state', 'time'];

/** One webhook: how it fares, what it was sent, and what came back. */
export default function WebhookScreen({ params }: ScreenProps) {
  const id = params.id!;
  useLive(`webhooks/${id}`);
  const settings = useQuery(`webhooks/${id}`, () => api.getWebhookSettings(id));
  const { data: status } = useQuery(`webhooks/${id}/status`, () => api.getWebhookStatus(id));
  const { delivery } = params;
  const filters = Object.fromEntries(place.value.query);
  const close = () => go(at(`/api/webhooks/${id}`, filters));
  useShortcuts(
    useMemo(
      () => (delivery === undefined ? [] : [{ keys: 'Escape', label: words.closeDelivery, run: close }]),
      [delivery, place.value.query.toString()],
    ),
  );
  if (settings.data === undefined) {
    if (settings.error === undefined) return <Loading />;
    const gone = settings.error instanceof DaybookError && settings.error.status === 404;
    if (!gone) return <Failure error={settings.error} retry={settings.reload} />;
    return (
      <Empty icon="info" title={words.unknown} whole>
        <a href={at('/api')}>{words.back}</a>
      </Empty>
    );
  }
  const webhook = settings.data;
  return (
    <div class={delivery === undefined ? 'split' : 'split with-pane'}>
      <div class="split-main" hidden={single.value && delivery !== undefined}>
        <header class="screen-head">
          <div class="webhook-name">
            <a class="plain-link" href={at('/api')}>
              {words.back}
            </a>
            <h1>{webhook.name}</h1>
            <code class="soft">{webhook.url}</code>
          </div>
          <WebhookActions webhook={webhook} status={status} />
        </header>
        <Health webhook={webhook} status={status} />
        <Replays id={id} />
        <Deliveries id={id} open={delivery} />
      </div>
      {delivery !== undefined && <DeliveryPane webhook={id} id={delivery} key={delivery} close={close} />}
    </div>
  );
}

/** In words: whether it works, since when not, and what happens next. */
function Health({ webhook, status }: WebhookProps) {
  if (status === undefined) return null;
  const texts = words.status;
  const parts = [
    status.state === 'active' && (status.last_success_time === null ? texts.fresh : texts.active),
    status.state === 'failing' &&
      fill(texts.failing, {
        time: status.failing_since === null ? '' : dateAndTime(ms(status.failing_since)),
        count: status.failures,
      }),
    status.state === 'recovering' && texts.recovering,
    status.state === 'paused' && texts.paused[status.paused_reason ?? 'requested'],
    status.last_success_time !== null && fill(texts.lastSuccess, { time: fromNow(ms(status.last_success_time)) }),
    status.next_attempt_time !== null && fill(texts.next, { time: fromNow(ms(status.next_attempt_time)) }),
    status.waiting > 0 && fill(texts.waiting, { count: status.waiting }),
  ].filter((part) => part !== false);
  const old = webhook.previous_secret_until;
  const endOld = async () => {
    try {
      await api.endWebhookRotation(webhook.id);
      toast(words.oldEnded);
      await refresh('webhooks');
    } catch (error) {
      toast(messageOf(error), { tone: 'failed' });
    }
  };
  return (
    <div class="health">
      <StateMark state={status.state} />
      <p>{parts.join(' ')}</p>
      {old !== null && ms(old) > Date.now() && (
        <p>
          {fill(words.oldUntil, { time: dateAndTime(ms(old)) })}{' '}
          {can('endWebhookRotation') && (
            <button type="button" class="plain strong" onClick={() => void endOld()}>
              {words.endOld}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function Deliveries({ id, open }: { id: string; open: string | undefined }) {
  const { query } = place.value;
  const state = query.get('state') ?? 'all';
  const type = query.get('type') ?? '';
  const subject = query.get('subject') ?? '';
  const filter = {
    ...(state === 'all' ? {} : { state }),
    ...(type === '' ? {} : { type }),
    ...(subject === '' ? {} : { subject }),
  } as ListDeliveriesQuery;
  const list = useList<ListedDelivery>(
    `webhooks/${id}/deliveries?${new URLSearchParams(filter as Record<string, string>)}`,
    (after) => api.listDeliveries(id, { ...filter, limit: 50, ...(after === undefined ? {} : { after }) }),
  );
  const hrefOf = (delivery?: string) =>
    at(`/api/webhooks/${id}${delivery === undefined ? '' : `/${delivery}`}`, Object.fromEntries(query));
  const columns = open === undefined ? allColumns : allColumns.filter((column) => beside.includes(column.id));
  return (
    <>
      <Tabs
        label={words.deliveryViews}
        current={state}
        tabs={states.map((each) => ({
          id: each,
          label: words.state[each],
          href: at(`/api/webhooks/${id}`, {
            ...Object.fromEntries(query),
            state: each === 'all' ? undefined : each,
          }),
        }))}
      />
      <div class="toolbar">
        <span class="select">
          <select
            aria-label={words.eventType}
            value={type}
            onChange={(event) => setQuery({ type: event.currentTarget.value || undefined })}
          >
            {eventOptions.map(({ value, label }) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
          <Icon name="down" />
        </span>
        <span class="subject-filter">
          <FilterInput name="subject" value={subject} label={words.subjectFilter} placeholder={words.subjectFilter} />
        </span>
      </div>
      <Table
        label={words.deliveries}
        columns={columns}
        list={list}
        open={open}
        hrefOf={(delivery) => hrefOf(delivery.id)}
        card={(delivery) => <Card delivery={delivery} />}
        empty={
          Object.keys(filter).length > 0 ? (
            <Empty icon="search" title={words.noneFound} />
          ) : (
            <Empty icon="bolt" title={words.noDeliveries}>
              <p>{words.noDeliveriesText}</p>
            </Empty>
          )
        }
      />
    </>
  );
}

const allColumns: Column<ListedDelivery>[] = [
  {
    id: 'event',
    label: words.column.event,
    width: 'minmax(12rem, 1.4fr)',
    cell: (delivery) => (
      <span class="two-lines">
        <span class="strong">{words.event[delivery.type]}</span>
        <code class="soft">{delivery.type}</code>
      </span>
    ),
  },
  {
    id: 'subject',
    label: words.column.subject,
    width: 'minmax(9rem, 1fr)',
    cell: (delivery) => <code class="one-line">{delivery.subject}</code>,
  },
  { id: 'state', label: words.column.state, width: '7.5rem', cell: (delivery) => <StateMark state={delivery.state} /> },
  {
    id: 'attempts',
    label: words.column.attempts,
    width: '5rem',
    align: 'end',
    cell: (delivery) => <span class="tabular">{delivery.attempts}</span>,
  },
  {
    id: 'time',
    label: words.column.time,
    width: '11rem',
    cell: (delivery) => <span class="soft tabular">{dateAndTime(ms(delivery.creation_time))}</span>,
  },
];

/** A delivery on a phone. */
function Card({ delivery }: { delivery: ListedDelivery }) {
  return (
    <span class="card-row">
      <span class="strong">{words.event[delivery.type]}</span>
      <StateMark state={delivery.state} />
      <span class="tabular soft">{dateAndTime(ms(delivery.creation_time))}</span>
      <code class="soft">{delivery.subject}</code>
    </span>
  );
}
