import { signal } from '@preact/signals';
import type { PersonalSession } from '../../../packages/client/daybook.ts';
import { api, DaybookError, whenSignedOut } from './api.ts';
import { forgetAll, refreshAll } from './query.ts';
import { zone } from './time.ts';

/**
 * `expired`: somebody was signed in and is not any more; what he sees stays, with a dialog over it, so that he loses nothing.
 */
export type SignIn =
  | { state: 'unknown' }
  | { state: 'unreachable'; error: unknown }
  | { state: 'out' }
  | { state: 'in' | 'expired'; session: PersonalSession };

export const signIn = signal<SignIn>({ state: 'unknown' });

/** Who is signed in. Only screens ask, and they are shown to nobody else. */
export function me(): PersonalSession {
  const now = signIn.value;
  if (now.state !== 'in' && now.state !== 'expired') throw new Error('Nobody is signed in');
  return now.session;
}

/** True if the reader's role lets him use an operation of the API, such as `reassignBooking`, on some objects at least. */
export function can(operation: string): boolean {
  return Object.hasOwn(me().permissions, operation);
}

/** Shows what somebody who has just signed in may see. */
export function welcome(session: PersonalSession): void {
  const before = signIn.peek();
  if (before.state === 'expired' && before.session.user.id !== session.user.id) forgetAll();
  zone.value = session.user.timezone;
  signIn.value = { state: 'in', session };
  if (before.state === 'expired') void refreshAll();
}

/** Finds out who is signed in. */
export async function readSession(): Promise<void> {
  try {
    welcome(await api.getSession());
  } catch (error) {
    if (error instanceof DaybookError && error.status === 401) signIn.value = { state: 'out' };
    else if (signIn.value.state === 'unknown') signIn.value = { state: 'unreachable', error };
  }
}

/** Ends the session, and leaves nothing of it in the page. */
export async function signOut(): Promise<void> {
  // One that has ended already has nothing left to end.
  if (signIn.value.state === 'in') await api.signOut();
  signIn.value = { state: 'out' };
  forgetAll();
}

whenSignedOut(() => {
  const now = signIn.value;
  if (now.state === 'in') signIn.value = { state: 'expired', session: now.session };
});
