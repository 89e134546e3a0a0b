import { useSignal } from '@preact/signals';
import type { CreatedWebhook, WebhookSettings } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { refresh } from '../../core/query.ts';
import { at, go } from '../../core/router.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { type Form, FormSheet, SelectField, TextField, useForm } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';
import { toast } from '../../parts/toast.tsx';
import { EventsField, type Subscription } from './events.tsx';
import { words } from './words.ts';

interface Values {
  name: string;
  url: string;
  events: Subscription[];
  delivery_order: 'booking' | 'strict';
}

function Fields({ form }: { form: Form<Values> }) {
  return (
    <>
      <TextField form={form} name="name" label={words.name} focus />
      <TextField form={form} name="url" label={words.url} hint={words.urlHint} type="url" />
      <EventsField form={form} />
      <SelectField
        form={form}
        name="delivery_order"
        label={words.order}
        options={(['booking', 'strict'] as const).map((value) => ({ value, label: words.orders[value] }))}
      />
    </>
  );
}

/** Says at the events that one is missing; true if so. */
function lacksEvents(form: Form<Values>): boolean {
  if (form.values.value.events.length > 0) return false;
  form.errors.value = { events: words.eventsMissing };
  return true;
}

/** Makes a webhook, and shows its secret once. */
export function NewWebhookDialog({ close }: { close: () => void }) {
  const made = useSignal<CreatedWebhook | undefined>(undefined);
  const form: Form<Values> = useForm<Values>({
    initial: { name: '', url: '', events: ['booking'], delivery_order: 'booking' },
    required: ['name', 'url'],
    async send(body) {
      if (lacksEvents(form)) return;
      made.value = await api.createWebhook(body);
      void refresh('webhooks');
      void refresh('home');
    },
  });
  const done = () => {
    close();
    go(at(`/api/webhooks/${made.value!.id}`));
  };
  if (made.value !== undefined) {
    return (
      <Dialog title={words.webhookMade} lead={words.webhookMadeLead} onClose={done} size="medium" firm key="made">
        <Secret label={words.secret} value={made.value.secret} note={words.secretNote} />
        <div class="form-foot">
          <button type="button" class="primary" onClick={done}>
            {words.done}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.newWebhook} onClose={close} size="medium" key="new">
      <FormSheet form={form} submit={words.createWebhook} onCancel={close}>
        <Fields form={form} />
      </FormSheet>
    </Dialog>
  );
}

/** Changes where a webhook leads and what it is told. */
export function EditWebhookDialog({ webhook, close }: { webhook: WebhookSettings; close: () => void }) {
  const { id, name, url, events, delivery_order } = webhook;
  const form: Form<Values> = useForm<Values>({
    initial: { name, url, events, delivery_order },
    required: ['name', 'url'],
    async send(body) {
      if (lacksEvents(form)) return;
      await api.updateWebhook(id, body);
      close();
      toast(words.saved);
      await refresh('webhooks');
    },
  });
  return (
    <Dialog title={words.editWebhook} onClose={close} size="medium">
      <FormSheet form={form} submit={words.save} onCancel={close}>
        <Fields form={form} />
      </FormSheet>
    </Dialog>
  );
}
