import { useSignal } from '@preact/signals';
import type { ListedWebhook, Notice, WebhookStatus } from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { useLive } from '../../core/live.ts';
import { refresh, useList, useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { fromNow, ms } from '../../core/time.ts';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { Keys } from './keys.tsx';
import { StateMark } from './state-mark.tsx';
import { NewWebhookDialog } from './webhook-forms.tsx';
import { words } from './words.ts';

const { root = '' } = document.documentElement.dataset;

/** What other programs use: keys, webhooks, and what is wrong with either. */
export default function Api() {
  useLive('webhooks');
  const docs = [
    [words.docs.reference, '/docs/reference'],
    [words.docs.webhooks, '/docs/webhooks'],
    [words.docs.log, '/docs/delivery-log'],
    [words.docs.errors, '/docs/errors'],
  ] as const;
  return (
    <div class="page">
      <header class="screen-head">
        <h1>{words.title}</h1>
        <nav class="docs-links" aria-label={words.docsLabel}>
          {docs.map(([label, path]) => (
            <a key={path} href={root + path} target="_blank" rel="noopener">
              {label}
            </a>
          ))}
        </nav>
      </header>
      <p class="page-lead">{words.lead}</p>
      {can('listNotices') && <Notices />}
      {can('listWebhooks') && <Webhooks />}
      {can('listApiKeys') && <Keys />}
    </div>
  );
}

function Notices() {
  const { data } = useQuery('webhooks/notices', () => api.listNotices({ state: 'open', limit: 20 }));
  if (data === undefined || data.data.length === 0) return null;
  return (
    <section aria-labelledby="notices">
      <div class="block-head">
        <h2 id="notices">{words.notices}</h2>
      </div>
      <ul class="lines">
        {data.data.map((notice) => (
          <li key={notice.id}>
            <span class="alarm-mark">
              <Icon name="warning" />
            </span>
            <span class="two-lines free-lines">
              <a href={at(`/api/webhooks/${notice.webhook}`)}>{notice.webhook_name}</a>
              <span class="soft">{notice.message}</span>
            </span>
            {can('dismissNotice') && (
              <button type="button" class="plain strong" onClick={() => void dismiss(notice)}>
                {words.dismiss}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

async function dismiss(notice: Notice): Promise<void> {
  try {
    await api.dismissNotice(notice.id);
    await Promise.all([refresh('webhooks/notices'), refresh('home')]);
  } catch (error) {
    toast(messageOf(error), { tone: 'failed' });
  }
}

function Webhooks() {
  const list = useList<ListedWebhook>('webhooks', (after) =>
    api.listWebhooks({ limit: 50, ...(after === undefined ? {} : { after }) }),
  );
  const making = useSignal(false);
  return (
    <section aria-labelledby="webhooks">
      <div class="block-head">
        <h2 id="webhooks">{words.webhooks}</h2>
        {can('createWebhook') && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              making.value = true;
            }}
          >
            <Icon name="plus" /> {words.newWebhook}
          </button>
        )}
      </div>
      {list.loading && <Loading rows={3} />}
      {list.error !== undefined && <Failure error={list.error} retry={list.reload} />}
      {list.data?.items.length === 0 && <p class="block-none">{words.noWebhooks}</p>}
      <ul class="lines">
        {list.data?.items.map((webhook) => (
          <WebhookLine key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {making.value && (
        <NewWebhookDialog
          close={() => {
            making.value = false;
          }}
        />
      )}
    </section>
  );
}

function WebhookLine({ webhook }: { webhook: ListedWebhook }) {
  const { data: status } = useQuery<WebhookStatus>(`webhooks/${webhook.id}/status`, () =>
    api.getWebhookStatus(webhook.id),
  );
  return (
    <li>
      <span class="two-lines">
        <a href={at(`/api/webhooks/${webhook.id}`)}>{webhook.name}</a>
        <span class="soft one-line">{webhook.url}</span>
      </span>
      {status !== undefined && (
        <span class="facts-inline">
          <StateMark state={status.state} />
          {status.last_success_time !== null && <span class="block">{fromNow(ms(status.last_success_time))}</span>}
        </span>
      )}
    </li>
  );
}
