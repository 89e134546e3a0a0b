import type { Replay, StartReplayBody } from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { refresh, useQuery } from '../../core/query.ts';
import { place } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { dateAndTime, isoTime, ms, startOfDay } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, type Form, FormSheet, SelectField, TextField, useForm } from '../../parts/form.tsx';
import { toast } from '../../parts/toast.tsx';
import { type EventType, eventOptions } from './events.tsx';
import { words } from './words.ts';

const nextDay = (day: string) => Temporal.PlainDate.from(day).add({ days: 1 });

interface Values {
  failed: boolean;
  dropped: boolean;
  delivered: boolean;
  type: string;
  subject: string;
  since: string;
  until: string;
}

function asBody(values: Values): StartReplayBody {
  const { type, subject, since, until } = values;
  return {
    states: (['failed', 'dropped', 'delivered'] as const).filter((state) => values[state]),
    ...(type === '' ? {} : { type: type as EventType }),
    ...(subject === '' ? {} : { subject: subject.trim() }),
    ...(since === '' ? {} : { since: isoTime(startOfDay(since)) }),
    ...(until === '' ? {} : { until: isoTime(startOfDay(nextDay(until)) - 1) }),
  };
}

/** Sends again what failed, or whatever else the log keeps; it begins with what the log is filtered by. */
export function ReplayDialog({ id, close }: { id: string; close: () => void }) {
  const { query } = place.value;
  const form: Form<Values> = useForm<Values>({
    initial: {
      failed: true,
      dropped: query.get('state') === 'dropped',
      delivered: query.get('state') === 'delivered',
      type: query.get('type') ?? '',
      subject: query.get('subject') ?? '',
      since: '',
      until: '',
    },
    async send(values) {
      const body = asBody(values);
      if (body.states?.length === 0) {
        form.failure.value = words.replayNone;
        return;
      }
      const { matched } = await api.startReplay(id, body);
      close();
      toast(fill(words.replayFound, { count: matched }));
      await refresh('webhooks');
    },
  });
  return (
    <Dialog title={words.replayTitle} lead={words.replayLead} onClose={close} size="medium">
      <FormSheet form={form} submit={words.replaySubmit} onCancel={close}>
        <fieldset class="events-field">
          <legend>{words.replayStates}</legend>
          <CheckField form={form} name="failed" label={words.replayFailed} />
          <CheckField form={form} name="dropped" label={words.replayDropped} />
          <CheckField form={form} name="delivered" label={words.replayDelivered} />
        </fieldset>
        <SelectField form={form} name="type" label={words.eventType} options={eventOptions} />
        <TextField form={form} name="subject" label={words.subject} optional />
        <div class="pair">
          <TextField form={form} name="since" label={words.since} type="date" optional />
          <TextField form={form} name="until" label={words.until} type="date" optional />
        </div>
      </FormSheet>
    </Dialog>
  );
}

/** The last replays of a webhook and how far they are. */
export function Replays({ id }: { id: string }) {
  const { data } = useQuery(`webhooks/${id}/replays`, () => api.listReplays(id, { limit: 3 }));
  if (data === undefined || data.data.length === 0) return null;
  return (
    <section class="replays" aria-label={words.replays}>
      <ul class="lines">
        {data.data.map((replay) => (
          <ReplayLine key={replay.id} replay={replay} />
        ))}
      </ul>
    </section>
  );
}

function ReplayLine({ replay }: { replay: Replay }) {
  const stop = async () => {
    try {
      await api.cancelReplay(replay.id);
      await refresh('webhooks');
    } catch (error) {
      toast(messageOf(error), { tone: 'failed' });
    }
  };
  const label = `${words.replays}, ${dateAndTime(ms(replay.creation_time))}`;
  return (
    <li>
      <span class="two-lines">
        <span>{label}</span>
        <span class="soft">
          {words.replayStates_[replay.state]} ·{' '}
          {fill(words.replayProgress, { done: replay.replayed, all: replay.matched })}
        </span>
      </span>
      {replay.state === 'running' && (
        <progress value={replay.replayed} max={Math.max(1, replay.matched)} aria-label={label} />
      )}
      {replay.state === 'running' && can('cancelReplay') && (
        <button type="button" class="plain strong" onClick={() => void stop()}>
          {words.stopReplay}
        </button>
      )}
    </li>
  );
}
