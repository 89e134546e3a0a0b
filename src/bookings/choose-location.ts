import { parsePhone } from '../http/phone.ts';
import { problem } from '../http/problem.ts';
import type { OfferedLocation } from '../slots/offered-locations.ts';
import type { ScheduleBody } from './schema.ts';
import type { ChosenLocation } from './store.ts';

/** Where a booking takes place, and how the API describes it. */
export interface Meeting {
  location: ChosenLocation | null;
  joinUrl: string | null;
  description: string | null;
}

/** What people call a provider. */
export const providerNames: Record<string, string> = {
  google_meet: 'Google Meet',
  microsoft_teams: 'Microsoft Teams',
  gotomeeting: 'GoToMeeting',
  webex: 'Webex',
  zoom: 'Zoom',
};

const byHost = (offered: OfferedLocation) => offered.type !== 'guest_phone' && offered.type !== 'in_person_by_guest';

/**
 * Picks the place of a meeting out of those on offer. Without a wish: a place that the host sets, virtual ones first; a
 * single place on offer is taken; what only the guest can say must be said (contract 6.10). `phone` is the form's.
 */
export function chooseLocation(
  offered: readonly OfferedLocation[],
  wish: ScheduleBody['location'],
  phone: string | null,
): Meeting {
  if (wish === undefined || wish === null) {
    const hosts = offered.filter(byHost);
    const pick = hosts.find((each) => each.type === 'virtual') ?? hosts[0];
    if (pick !== undefined) return meet(pick, null);
    if (offered.length === 0) return { location: null, joinUrl: null, description: null };
    if (offered.length === 1 && offered[0]!.type === 'guest_phone' && phone !== null) return meet(offered[0]!, phone);
    throw problem('missing_fields', { param: 'location' });
  }
  const ofType = offered.filter((each) => each.type === wish.type);
  if (ofType.length === 0) throw problem('invalid_location');
  const value = wish.value?.trim() || null;
  switch (wish.type) {
    case 'guest_phone': {
      const number = value ?? phone;
      if (number === null) throw problem('missing_fields', { param: 'location.value' });
      const parsed = parsePhone(number);
      if (parsed === undefined) throw problem('invalid_phone', { value: number, param: 'location.value' });
      return meet(ofType[0]!, parsed);
    }
    case 'in_person_by_guest':
      if (value === null) throw problem('missing_fields', { param: 'location.value' });
      return meet(ofType[0]!, value);
    case 'physical':
    case 'virtual': {
      const match = value === null ? ofType[0] : ofType.find((each) => each.id === value || each.value === value);
      if (match === undefined) throw problem('invalid_location');
      return meet(match, null);
    }
    case 'virtual_static':
      return meet(ofType[0]!, null);
  }
}

function meet(offered: OfferedLocation, guestSays: string | null): Meeting {
  const value = guestSays ?? offered.value;
  const location = { type: offered.type, value, id: offered.id };
  if (offered.type === 'virtual') return { location, joinUrl: null, description: providerNames[value ?? ''] ?? value };
  return { location, joinUrl: offered.join, description: offered.join ?? value };
}
