import { randomInt } from 'node:crypto';
import { type Challenge, createChallenge, type Solution, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { limitBy } from '../http/limits.ts';

/** Notices pages that programs send forms to, and tells those forms from people's. Guests of other pages notice nothing. */
export interface Guard {
  /** Counts a form that was sent to a page, from wherever. */
  count(pageId: string, now: number): void;
  /** True while a page gets more forms than people send, and ten minutes after. */
  isAttacked(pageId: string, now: number): boolean;
  /** A task for the browser that shows a page's form, as JSON; the one that came with the form if it is still good. */
  challenge(pageId: string, form: URLSearchParams, now: number): Promise<string>;
  /** True if the form brings its task's solution, or was sent late enough; each task is good for one form, however often sent. */
  accepts(pageId: string, form: URLSearchParams, print: string, now: number): Promise<boolean>;
  /** Makes the task of a form that was not taken for another reason good for another try. */
  giveBack(form: URLSearchParams): void;
}

/** How long a guest has to leave the form to whose browser no script solves the task. */
export const patienceSeconds = 20;

const attackLastsMs = 600_000;
/** The longest that anybody fills in a form. */
const goodForMs = 3_600_000;
/** Forms a minute that a page takes on patience alone. */
const patientPerMinute = 6;
/** Some hundred derivations of this many rounds: half a second for a phone, and for a program as much for every form. */
const rounds = 2000;
const derivations = { least: 200, most: 400 };

/**
 * Guards the forms of booking pages. A page that gets more than `formsPerMinute` of them counts as attacked; 0 for never.
 * `secret` signs the tasks, so that every process of the same server knows them.
 */
export function guardPages({ formsPerMinute, secret }: { formsPerMinute: number; secret: string }): Guard {
  const forms = limitBy({ perSecond: formsPerMinute / 60, burst: formsPerMinute });
  const patient = limitBy({ perSecond: patientPerMinute / 60, burst: patientPerMinute });
  const attackedUntil = new Map<string, number>();
  /** Which form each task was spent on, the oldest first. */
  const spent = new Map<string, { print: string; at: number }>();
  const secrets = { hmacSignatureSecret: `challenge ${secret}`, hmacKeySignatureSecret: `key ${secret}` };

  /** The task that a form brings, if it is ours, for this page and not too old. */
  async function read(pageId: string, form: URLSearchParams, now: number) {
    const challenge = parse<Challenge>(form.get('challenge'));
    const { page, at } = challenge?.parameters?.data ?? {};
    if (page !== pageId || typeof at !== 'number' || now - at > goodForMs || at > now) return undefined;
    const solution = parse<Solution>(form.get('solution')) ?? { counter: 0, derivedKey: '00' };
    const found = await verifySolution({ challenge: challenge!, solution, deriveKey, ...secrets }).catch(
      () => undefined,
    );
    if (found?.invalidSignature !== false) return undefined;
    return { signature: challenge!.signature!, solved: found.verified, waited: now - at >= patienceSeconds * 1000 };
  }

  return {
    count(pageId, now) {
      if (forms.secondsToWait(pageId, now) > 0) attackedUntil.set(pageId, now + attackLastsMs);
    },
    isAttacked(pageId, now) {
      const until = attackedUntil.get(pageId);
      if (until !== undefined && until <= now) attackedUntil.delete(pageId);
      return until !== undefined && until > now;
    },
    async challenge(pageId, form, now) {
      const known = await read(pageId, form, now);
      if (known !== undefined && !spent.has(known.signature)) return form.get('challenge')!;
      const made = await createChallenge({
        algorithm: 'PBKDF2/SHA-256',
        cost: rounds,
        counter: randomInt(derivations.least, derivations.most),
        data: { page: pageId, at: now },
        deriveKey,
        ...secrets,
      });
      return JSON.stringify(made);
    },
    async accepts(pageId, form, print, now) {
      const found = await read(pageId, form, now);
      if (found === undefined) return false;
      const before = spent.get(found.signature);
      if (before !== undefined) return before.print === print;
      if (!found.solved && !(found.waited && patient.secondsToWait(pageId, now) === 0)) return false;
      for (const [signature, { at }] of spent) {
        if (now - at <= goodForMs) break;
        spent.delete(signature);
      }
      spent.set(found.signature, { print, at: now });
      return true;
    },
    giveBack(form) {
      spent.delete(parse<Challenge>(form.get('challenge'))?.signature ?? '');
    },
  };
}

function parse<Value>(text: string | null): Value | undefined {
  try {
    return (JSON.parse(text ?? '') as Value | null) ?? undefined;
  } catch {
    return undefined;
  }
}
