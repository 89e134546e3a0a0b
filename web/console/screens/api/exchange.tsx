import type { Attempt, WebhookTest } from '../../../../packages/client/daybook.ts';
import { fill } from '../../core/words.ts';
import { words } from './words.ts';

type Headers = Record<string, string | string[]>;

/** JSON with its lines set apart; anything else as it is. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}

const headerLines = (headers: Headers) =>
  Object.entries(headers)
    .flatMap(([name, value]) => [value].flat().map((each) => `${name}: ${each}`))
    .join('\n');

/** One exchange as it was on the wire: what was asked, what came back, and where the time went. */
export function Exchange({ exchange, body }: { exchange: Attempt | WebhookTest; body?: string }) {
  const { request, response, timings } = exchange;
  const times = Object.entries(timings).filter((each): each is [keyof typeof timings, number] => each[1] !== null);
  return (
    <div class="exchange">
      {exchange.error !== null && <p class="exchange-error">{exchange.error}</p>}
      <dl class="timings">
        {times.map(([name, value]) => (
          <div key={name}>
            <dt>{words.timings[name]}</dt>
            <dd class="tabular">{fill(words.milliseconds, { count: value })}</dd>
          </div>
        ))}
      </dl>
      <p class="label">{words.response}</p>
      {response === null ? (
        <p class="soft">{words.noResponse}</p>
      ) : (
        <>
          <Code text={`HTTP ${response.status}\n${headerLines(response.headers)}`} label={words.response} />
          {response.body === '' ? (
            <p class="soft">{words.emptyBody}</p>
          ) : (
            <Code text={readable(response.body)} label={words.response} />
          )}
        </>
      )}
      <p class="label">{words.request}</p>
      <Code
        label={words.request}
        text={`${request.method} ${request.url ?? words.oldAttempt}\n${headerLines(request.headers)}`}
      />
      {body === undefined ? <p class="hint">{words.bodyBelow}</p> : <Code text={readable(body)} label={words.body} />}
    </div>
  );
}

/** A text as machines wrote it. It scrolls by keyboard too. */
export function Code({ text, label }: { text: string; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached without a mouse
    <pre class="code-block" tabIndex={0} role="group" aria-label={label}>
      {text}
    </pre>
  );
}
