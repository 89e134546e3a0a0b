import { blocksOn } from '../availability/hours.ts';
import type { Location, Person } from '../availability/schema.ts';
import type { Block } from '../core/hours.ts';
import type { LocationType } from './schema.ts';

/** A way to meet, as a slot offers it. `join` is the link of a static room, which only who books gets to see. */
export interface OfferedLocation {
  type: LocationType;
  value: string | null;
  id: string | null;
  join: string | null;
}

/** The ways to meet that a host offers in a block of his working hours. */
export function offeredLocations(host: Person, block: Block): OfferedLocation[] {
  return (blocksOn(block.date, host.weekly, host.overrides)[block.index]?.locations ?? []).map(offer);
}

function offer(location: Location): OfferedLocation {
  switch (location.type) {
    case 'online_dynamic_link':
      return { type: 'virtual', value: location.value, id: null, join: null };
    case 'online_static_link':
      return { type: 'virtual_static', value: null, id: null, join: location.value };
    case 'in_person_by_host':
      return { type: 'physical', value: location.value, id: location.id, join: null };
    case 'phone_by_guest':
      return { type: 'guest_phone', value: null, id: null, join: null };
    case 'in_person_by_guest':
      return { type: 'in_person_by_guest', value: null, id: null, join: null };
  }
}
