/** What people can be told about a booking. */
export const occasionKinds = [
  'booked',
  'requested',
  'approved',
  'declined',
  'withdrawn',
  'rescheduled',
  'reassigned',
  'canceled',
  'reschedule_requested',
  'new_times_requested',
  'no_show',
  'erased',
] as const;

export type OccasionKind = (typeof occasionKinds)[number];

/** What of a booking changes during its life; times in epoch milliseconds. */
export interface Snapshot {
  status: 'requested' | 'scheduled' | 'rescheduled' | 'completed' | 'canceled' | 'no_show';
  version: number;
  starting_time: number | null;
  ending_time: number | null;
  duration_minutes: number;
  host_id: string;
  join_url: string | null;
  location: { type: string; value: string | null; id: string | null } | null;
  location_description: string | null;
  cancel_reason: string | null;
  canceled_by: 'user' | 'customer' | null;
  canceled_by_user_id: string | null;
}

export interface OccasionDetails {
  /** When the meeting was before it moved, in epoch milliseconds. */
  formerStart?: number | null;
  /** What the booking was that this one stands for. */
  formerStatus?: Snapshot['status'];
  /** Who hosted it before it was handed over. */
  formerHostId?: string;
  /** True if the guest is not to be told. */
  withoutGuest?: boolean;
}

/** Something that happened to a booking. */
export interface Occasion {
  kind: OccasionKind;
  bookingId: string;
  /** Epoch milliseconds. */
  occurredTime: number;
  snapshot: Snapshot;
  details: OccasionDetails;
}
