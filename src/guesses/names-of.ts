import { hash } from 'node:crypto';
import { networkOf } from '../core/network-of.ts';

/** Who guesses: for which address, from where, and with which device of the person whose address it is. */
export interface Guesser {
  email: string;
  address: string;
  /** Names a device on which he has signed in before. */
  device: string | undefined;
}

/**
 * Whoever guesses is counted with his network, and with the person that he guesses at. Somebody's own devices are counted apart:
 * a stranger who guesses day and night holds up other strangers, not him.
 */
export function namesOf({ email, address, device }: Guesser) {
  const person = device === undefined ? `person ${email.toLowerCase()}` : `device ${device}`;
  return {
    person: hash('sha256', person, 'buffer'),
    network: hash('sha256', `network ${networkOf(address)}`, 'buffer'),
  };
}
