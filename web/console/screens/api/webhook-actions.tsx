import { useSignal } from '@preact/signals';
import type {
  RotatedWebhook,
  WebhookSettings,
  WebhookStatus,
  WebhookTest,
} from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { refresh } from '../../core/query.ts';
import { at, go } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { dateAndTime, ms } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, FormSheet, SelectField, useForm } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { Secret } from '../../parts/secret.tsx';
import { toast } from '../../parts/toast.tsx';
import { type EventType, eventOptions, eventTypes } from './events.tsx';
import { Exchange } from './exchange.tsx';
import { ReplayDialog } from './replays.tsx';
import { EditWebhookDialog } from './webhook-forms.tsx';
import { words } from './words.ts';

type DialogName = 'edit' | 'test' | 'resume' | 'rotate' | 'replay' | 'delete';

export interface WebhookProps {
  webhook: WebhookSettings;
  status: WebhookStatus | undefined;
}

async function pause(id: string): Promise<void> {
  try {
    await api.pauseWebhook(id);
    toast(words.pausedDone, { undo: () => void api.resumeWebhook(id, {}).then(() => refresh('webhooks')) });
    await refresh('webhooks');
  } catch (error) {
    toast(messageOf(error), { tone: 'failed' });
  }
}

/** What can be done with a webhook. */
export function WebhookActions({ webhook, status }: WebhookProps) {
  const open = useSignal<DialogName | undefined>(undefined);
  const show = (name: DialogName) => () => {
    open.value = name;
  };
  const close = () => {
    open.value = undefined;
  };
  if (!can('updateWebhook')) return null;
  const { id, name } = webhook;
  return (
    <div class="screen-actions">
      <button type="button" class="quiet" onClick={show('test')}>
        <Icon name="bolt" /> {words.test}
      </button>
      {status?.state === 'paused' ? (
        <button type="button" class="primary" onClick={show('resume')}>
          {words.resume}
        </button>
      ) : (
        <button type="button" class="quiet" onClick={() => void pause(id)}>
          {words.pause}
        </button>
      )}
      <button type="button" class="quiet" onClick={show('replay')}>
        <Icon name="restore" /> {words.replay}
      </button>
      <Menu
        class="quiet only-icon"
        label={words.more}
        align="end"
        button={<Icon name="more" />}
        items={[
          { label: words.edit, icon: 'settings', onSelect: show('edit') },
          { label: words.rotate, icon: 'swap', onSelect: show('rotate') },
          undefined,
          { label: words.deleteWebhook, icon: 'trash', danger: true, onSelect: show('delete') },
        ]}
      />
      {open.value === 'edit' && <EditWebhookDialog webhook={webhook} close={close} />}
      {open.value === 'test' && <TestDialog webhook={webhook} close={close} />}
      {open.value === 'resume' && <ResumeDialog id={id} waiting={status?.waiting ?? 0} close={close} />}
      {open.value === 'rotate' && <RotateDialog id={id} close={close} />}
      {open.value === 'replay' && <ReplayDialog id={id} close={close} />}
      {open.value === 'delete' && (
        <Confirm
          title={words.deleteWebhookTitle}
          lead={fill(words.deleteWebhookLead, { name })}
          submit={words.delete}
          close={close}
          run={async () => {
            await api.deleteWebhook(id);
            go(at('/api'));
            toast(words.webhookDeleted);
            await refresh('webhooks');
          }}
        />
      )}
    </div>
  );
}

interface DialogProps {
  id: string;
  close: () => void;
}

function ResumeDialog({ id, waiting, close }: DialogProps & { waiting: number }) {
  const form = useForm({
    initial: { replay: true },
    async send(body) {
      await api.resumeWebhook(id, body);
      close();
      toast(words.resumed);
      await refresh('webhooks');
    },
  });
  return (
    <Dialog title={words.resumeTitle} lead={fill(words.resumeLead, { count: waiting })} onClose={close}>
      <FormSheet form={form} submit={words.resume} onCancel={close}>
        <CheckField form={form} name="replay" label={words.resumeReplay} hint={words.resumeReplayHint} />
      </FormSheet>
    </Dialog>
  );
}

function RotateDialog({ id, close }: DialogProps) {
  const made = useSignal<RotatedWebhook | undefined>(undefined);
  const form = useForm({
    initial: { overlap_seconds: '86400' },
    async send({ overlap_seconds }) {
      made.value = await api.rotateWebhookSecret(id, { overlap_seconds: Number(overlap_seconds) });
      void refresh('webhooks');
    },
  });
  if (made.value !== undefined) {
    const { secret, standard_secret, previous_secret_until: until } = made.value;
    return (
      <Dialog title={words.rotated} lead={words.webhookMadeLead} onClose={close} size="medium" firm key="made">
        <Secret label={words.secret} value={secret} note={words.secretNote} />
        <Secret label={words.standardSecret} value={standard_secret} />
        {until !== null && <p class="hint">{fill(words.oldUntil, { time: dateAndTime(ms(until)) })}</p>}
        <div class="form-foot">
          <button type="button" class="primary" onClick={close}>
            {words.done}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.rotateTitle} lead={words.rotateLead} onClose={close} key="new">
      <FormSheet form={form} submit={words.rotate} onCancel={close}>
        <SelectField
          form={form}
          name="overlap_seconds"
          label={words.overlap}
          options={(['86400', '3600', '604800', '0'] as const).map((value) => ({
            value,
            label: words.overlaps[value],
          }))}
        />
      </FormSheet>
    </Dialog>
  );
}

function TestDialog({ webhook, close }: { webhook: WebhookSettings; close: () => void }) {
  const result = useSignal<WebhookTest | undefined>(undefined);
  const form = useForm({
    initial: { type: 'booking.scheduled' as EventType },
    async send(body) {
      result.value = undefined;
      result.value = await api.testWebhook(webhook.id, body);
    },
  });
  const found = result.value;
  return (
    <Dialog title={words.testTitle} lead={fill(words.testLead, { url: webhook.url })} onClose={close} size="large">
      <FormSheet form={form} submit={found === undefined ? words.testSubmit : words.testAgain} onCancel={close}>
        <SelectField
          form={form}
          name="type"
          label={words.eventType}
          options={eventOptions.filter(({ value }) => (eventTypes as string[]).includes(value))}
        />
      </FormSheet>
      {found !== undefined && (
        <section class="test-result" role="status">
          <p class={found.outcome === 'ok' ? 'good strong' : 'danger-text strong'}>
            {words.outcomes[found.outcome]} {found.summary}
          </p>
          <Exchange exchange={found} body={found.request.body} />
        </section>
      )}
    </Dialog>
  );
}
