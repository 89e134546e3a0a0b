import type { AuditEntry, ListAuditEntriesQuery } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { nameOf, usePeople } from '../../core/people.ts';
import { useList, useQuery } from '../../core/query.ts';
import { place, setQuery } from '../../core/router.ts';
import { can } from '../../core/session.ts';
import { dateAndTime, isoTime, ms, startOfDay } from '../../core/time.ts';
import { fill } from '../../core/words.ts';
import { FilterInput } from '../../parts/filter-input.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Empty, Failure, Loading } from '../../parts/states.tsx';
import { words } from './words.ts';

const actions = ['created', 'updated', 'deleted', 'signed_in', 'sign_in_failed', 'signed_out'] as const;

/** Who changed what and when, with what it was before and after. */
export default function Audit() {
  const { query } = place.value;
  const get = (name: string) => query.get(name) ?? '';
  const [object, actor, action, from, to] = ['object', 'actor', 'action', 'from', 'to'].map(get) as [
    string,
    string,
    string,
    string,
    string,
  ];
  const filter = {
    ...(object === '' ? {} : { object_id: object }),
    ...(actor === '' ? {} : { actor }),
    ...(action === '' ? {} : { action }),
    ...(from === '' ? {} : { 'creation_time.gt': isoTime(startOfDay(from) - 1) }),
    ...(to === '' ? {} : { 'creation_time.lt': isoTime(startOfDay(Temporal.PlainDate.from(to).add({ days: 1 }))) }),
  } as ListAuditEntriesQuery;
  const list = useList<AuditEntry>(`audit?${new URLSearchParams(filter as Record<string, string>)}`, (after) =>
    api.listAuditEntries({ ...filter, limit: 50, ...(after === undefined ? {} : { after }) }),
  );
  const { users, byId } = usePeople();
  const { data: keys } = useQuery(can('listApiKeys') ? 'api-keys/names' : undefined, () =>
    api.listApiKeys({ limit: 100 }),
  );
  const actorOf = ({ type, id }: AuditEntry['actor']) => {
    if (type === 'system' || id === null) return words.system;
    if (type === 'key') return fill(words.key, { name: keys?.data.find((key) => key.id === id)?.name ?? id });
    const user = byId(id);
    return user === undefined ? id : nameOf(user);
  };
  return (
    <div class="page">
      <header class="screen-head">
        <h1>{words.title}</h1>
      </header>
      <p class="page-lead">{words.lead}</p>
      <form class="audit-filters" onSubmit={(event) => event.preventDefault()}>
        <div class="field">
          <span aria-hidden="true">{words.object}</span>
          <FilterInput name="object" value={object} label={words.object} />
        </div>
        <label class="field">
          {words.actor}
          <span class="select">
            <select
              aria-label={words.actor}
              value={actor}
              onChange={(event) => setQuery({ actor: event.currentTarget.value || undefined })}
            >
              <option value="">{words.anybody}</option>
              {users.map((user) => (
                <option key={user.id} value={user.id}>
                  {nameOf(user)}
                </option>
              ))}
              {keys?.data.map((key) => (
                <option key={key.id} value={key.id}>
                  {fill(words.key, { name: key.name })}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </span>
        </label>
        <label class="field">
          {words.action}
          <span class="select">
            <select
              aria-label={words.action}
              value={action}
              onChange={(event) => setQuery({ action: event.currentTarget.value || undefined })}
            >
              <option value="">{words.anything}</option>
              {actions.map((each) => (
                <option key={each} value={each}>
                  {words.actions[each]}
                </option>
              ))}
            </select>
            <Icon name="down" />
          </span>
        </label>
        <label class="field">
          {words.from}
          <input
            type="date"
            value={from}
            onChange={(event) => setQuery({ from: event.currentTarget.value || undefined })}
          />
        </label>
        <label class="field">
          {words.to}
          <input
            type="date"
            value={to}
            onChange={(event) => setQuery({ to: event.currentTarget.value || undefined })}
          />
        </label>
      </form>
      {list.loading && <Loading />}
      {list.error !== undefined && <Failure error={list.error} retry={list.reload} />}
      {list.data?.items.length === 0 && <Empty icon="search" title={words.none} />}
      <ol class="audit">
        {list.data?.items.map((entry) => (
          <Entry key={entry.id} entry={entry} actor={actorOf(entry.actor)} />
        ))}
      </ol>
      {list.data?.hasMore && (
        <div>
          <button type="button" class="quiet" aria-disabled={list.busy} onClick={list.more}>
            {words.more}
          </button>
        </div>
      )}
    </div>
  );
}

function Entry({ entry, actor }: { entry: AuditEntry; actor: string }) {
  const { subject, before, after } = entry;
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const title = (
    <>
      <strong>{actor}</strong> {words.actions[entry.action]}{' '}
      <span class="soft">
        {subject.object.replaceAll('_', ' ')} <code>{subject.id}</code>
      </span>
      <span class="soft block tabular">{dateAndTime(ms(entry.creation_time))}</span>
    </>
  );
  if (fields.length === 0) return <li>{title}</li>;
  return (
    <li>
      <details>
        <summary>{title}</summary>
        <table class="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.field}</th>
              <th scope="col">{words.before}</th>
              <th scope="col">{words.after}</th>
            </tr>
          </thead>
          <tbody>
            {fields.map((field) => (
              <tr key={field}>
                <th scope="row">{field}</th>
                <td>{shown(before?.[field])}</td>
                <td>{shown(after?.[field])}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </li>
  );
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
