import { useSignal } from '@preact/signals';
import type { ApiKey } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { nameOf, usePeople } from '../../core/people.ts';
import { refresh, useList } from '../../core/query.ts';
import { can } from '../../core/session.ts';
import { fromNow, ms, shortDate } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FormSheet, SelectField, TextField, useForm } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Secret } from '../../parts/secret.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { words } from './words.ts';

/** The keys that programs come in with: whom each acts as, when it was used last, and how to end it. */
export function Keys() {
  const list = useList<ApiKey>('api-keys', (after) =>
    api.listApiKeys({ limit: 100, ...(after === undefined ? {} : { after }) }),
  );
  const { byId } = usePeople();
  const making = useSignal(false);
  const deleting = useSignal<ApiKey | undefined>(undefined);
  const ownerOf = (key: ApiKey) => {
    const user = key.user === null ? undefined : byId(key.user);
    return user === undefined ? words.administrator : nameOf(user);
  };
  return (
    <section aria-labelledby="keys">
      <div class="block-head">
        <h2 id="keys">{words.keys}</h2>
        {can('createApiKey') && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              making.value = true;
            }}
          >
            <Icon name="plus" /> {words.newKey}
          </button>
        )}
      </div>
      <p class="hint">{words.keysHint}</p>
      {list.loading && <Loading rows={3} />}
      {list.error !== undefined && <Failure error={list.error} retry={list.reload} />}
      {list.data?.items.length === 0 && <p class="block-none">{words.noKeys}</p>}
      <ul class="lines">
        {list.data?.items.map((key) => (
          <li key={key.id}>
            <span class="two-lines">
              <span class="strong">{key.name}</span>
              <span class="soft">
                <code>{key.prefix}…</code> · {words.actsAs} {ownerOf(key)}
              </span>
            </span>
            <span class="facts-inline">
              {key.last_used_time === null
                ? words.neverUsed
                : fill(words.lastUsed, { time: fromNow(ms(key.last_used_time)) })}
              <span class="block">{shortDate(ms(key.creation_time))}</span>
            </span>
            {can('deleteApiKey') && (
              <button
                type="button"
                class="plain only-icon"
                aria-label={fill(words.deleteKey, { name: key.name })}
                onClick={() => {
                  deleting.value = key;
                }}
              >
                <Icon name="trash" />
              </button>
            )}
          </li>
        ))}
      </ul>
      {list.data?.hasMore && (
        <button type="button" class="plain strong" onClick={list.more}>
          …
        </button>
      )}
      {making.value && (
        <NewKey
          close={() => {
            making.value = false;
          }}
        />
      )}
      {deleting.value !== undefined && (
        <Confirm
          title={words.deleteKeyTitle}
          lead={fill(words.deleteKeyLead, { name: deleting.value.name })}
          submit={words.delete}
          close={() => {
            deleting.value = undefined;
          }}
          run={async () => {
            await api.deleteApiKey(deleting.value!.id);
            deleting.value = undefined;
            toast(words.keyDeleted);
            await refresh('api-keys');
          }}
        />
      )}
    </section>
  );
}

function NewKey({ close }: { close: () => void }) {
  const made = useSignal<string | undefined>(undefined);
  const { users } = usePeople();
  const form = useForm({
    initial: { name: '', user: '' },
    required: ['name'],
    async send({ name, user }) {
      const { key } = await api.createApiKey({ name, ...(user === '' ? {} : { user }) });
      made.value = key;
      void refresh('api-keys');
    },
  });
  if (made.value !== undefined) {
    return (
      <Dialog title={words.keyMade} lead={words.keyMadeLead} onClose={close} size="medium" firm key="made">
        <Secret label={words.key} value={made.value} note={words.keep} />
        <div class="form-foot">
          <button type="button" class="primary" onClick={close}>
            {words.done}
          </button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog title={words.newKey} onClose={close} key="new">
      <FormSheet form={form} submit={words.createKey} onCancel={close}>
        <TextField form={form} name="name" label={words.keyName} hint={words.keyNameHint} focus />
        <SelectField
          form={form}
          name="user"
          label={words.actsAs}
          hint={words.actsAsHint}
          options={[
            { value: '', label: words.administrator },
            ...users.map((user) => ({ value: user.id, label: `${nameOf(user)} (${user.email})` })),
          ]}
        />
      </FormSheet>
    </Dialog>
  );
}
