import type { BookingRow } from '../bookings/store.ts';

/** Somebody of the account who takes part in a meeting. */
export interface Member {
  id: string;
  first_name: string;
  last_name: string;
  email: string;
  timezone: string;
  role: 'host' | 'co_host' | 'optional';
  /** False once he has left the account. */
  living: boolean;
}

/** A booking with its people, and what calendars know it by. */
export interface Meeting {
  booking: BookingRow;
  /** The host first. */
  team: Member[];
  /** Stays the same for as long as the guest's appointment lives, whichever booking stands for it. */
  uid: string;
  /** Rises with each change. */
  sequence: number;
}

/** How a calendar takes an invite: as a request, as the end of one, or as something to put down for oneself. */
export type InviteMethod = 'REQUEST' | 'CANCEL' | 'PUBLISH';
