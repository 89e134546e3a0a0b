import type { ListedDelivery, NewWebhook } from '../../../../packages/client/daybook.ts';
import type { Form } from '../../parts/form.tsx';
import { words } from './words.ts';

export type EventType = ListedDelivery['type'];
export type Subscription = NewWebhook['events'][number];

export const eventTypes = (Object.keys(words.event) as Subscription[]).filter((each): each is EventType =>
  each.includes('.'),
);

const groups = ['booking', 'conversation'] as const;

/** For a choice of one event, or of any. */
export const eventOptions = [
  { value: '', label: words.anyEvent },
  ...eventTypes.map((type) => ({ value: type, label: `${words.event[type]} (${type})` })),
];

/** Ticks for what a webhook is told: all of a kind, or one by one. */
export function EventsField<Values extends { events: Subscription[] }>({ form }: { form: Form<Values> }) {
  const chosen = form.values.value.events;
  const error = form.errors.value.events;
  const set = (name: Subscription, on: boolean) => {
    const rest = chosen.filter((each) => each !== name && !(on && each.startsWith(`${name}.`)));
    form.set('events', on ? [...rest, name] : rest);
  };
  return (
    <fieldset class="events-field" aria-describedby={error === undefined ? undefined : 'events-error'}>
      <legend>{words.events}</legend>
      {error !== undefined && (
        <p class="error" id="events-error">
          {error}
        </p>
      )}
      {groups.map((group) => (
        <div key={group} class="events-group">
          <Tick name={group} on={chosen.includes(group)} set={set} invalid={error !== undefined} />
          {!chosen.includes(group) &&
            eventTypes
              .filter((type) => type.startsWith(`${group}.`))
              .map((type) => <Tick key={type} name={type} on={chosen.includes(type)} set={set} />)}
        </div>
      ))}
    </fieldset>
  );
}

function Tick({
  name,
  on,
  set,
  invalid = false,
}: {
  name: Subscription;
  on: boolean;
  set: (name: Subscription, on: boolean) => void;
  invalid?: boolean;
}) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={on}
        {...(invalid ? { 'aria-invalid': 'true' as const } : {})}
        onChange={(event) => set(name, event.currentTarget.checked)}
      />
      <span>
        {words.event[name]} {name.includes('.') && <code class="soft">{name}</code>}
      </span>
    </label>
  );
}
