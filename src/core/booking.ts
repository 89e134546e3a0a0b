export type Status = 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show';

/** What can happen to a booking, and the states it can happen in (contract 9.1). */
const allowed = {
  approve: ['requested'],
  decline: ['requested'],
  cancel: ['scheduled', 'rescheduled', 'completed', 'no_show'],
  /** The guest cancels, who may take back a request as well. */
  withdraw: ['requested', 'scheduled', 'rescheduled', 'completed', 'no_show'],
  reschedule: ['scheduled', 'rescheduled', 'completed'],
  /** The guest asks for other times than those of his request. */
  resubmit: ['requested', 'scheduled', 'rescheduled', 'completed'],
  reassign: ['scheduled', 'rescheduled'],
  complete: ['scheduled', 'rescheduled'],
  mark_no_show: ['scheduled', 'rescheduled', 'completed'],
} as const satisfies Record<string, readonly Status[]>;

/** True if the booking's state lets this happen. */
export function may(action: keyof typeof allowed, status: Status): boolean {
  return (allowed[action] as readonly Status[]).includes(status);
}
