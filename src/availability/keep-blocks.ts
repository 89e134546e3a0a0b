import { newId } from '../core/id.ts';
import type { Block, DayBlocks, ScheduleChange } from './schema.ts';

type WantedBlock = NonNullable<NonNullable<ScheduleChange['overrides']>[number]['working_hours']>[number];

/** Blocks as they are kept: every location with all its keys, and an id for each address. */
export function keepBlocks(blocks: readonly WantedBlock[]): DayBlocks {
  return blocks.map(
    ({ start, end, locations }): Block => ({
      start,
      end,
      locations: locations.map(({ type, value, id }) => ({
        type,
        value: value?.trim() || null,
        id: type === 'in_person_by_host' ? (id ?? newId('ADD')) : null,
      })),
    }),
  );
}
