import { z } from 'zod';
import { checkedQuery, needsSomething, paging, someText, textUpTo } from '../http/fields.ts';

export const savedView = z
  .object({
    object: z.literal('saved_view'),
    id: z.string(),
    user: z.string().meta({ description: 'Id of the user whose view it is.' }),
    screen: z.string().meta({ description: 'What it is a view of, such as `bookings`.' }),
    name: z.string(),
    query: z.string().meta({ description: 'The query of the screen’s address, without the question mark.' }),
    creation_time: z.iso.datetime(),
  })
  .meta({
    id: 'SavedView',
    examples: [
      {
        object: 'saved_view',
        id: 'VIEW-4R8T0QZK2M',
        user: 'USR-FSD4234231',
        screen: 'bookings',
        name: 'No-shows of this year',
        query: 'view=past&status=no_show&from=2026-01-01',
        creation_time: '2026-11-24T06:00:00.000Z',
      },
    ],
  });

export const savedViewListQuery = checkedQuery({
  user: z.string().optional().meta({ description: 'Only the views of the user with this id.' }),
  screen: z.string().optional().meta({ description: 'Only views of this screen.' }),
  ...paging,
});

/** Names of screens as they stand in addresses. */
const screen = someText(40, 'screen').meta({ examples: ['bookings'] });
const name = someText(60, 'name');
const query = textUpTo(2000, 'query');

export const newSavedView = z
  .strictObject({
    user: z.string().nullish().meta({ description: 'Id of the user whose view it is; left out, the caller’s own.' }),
    screen,
    name,
    query,
  })
  .meta({ id: 'NewSavedView' });

export const savedViewChange = z
  .strictObject({ name: name.optional(), query: query.optional() })
  .superRefine(needsSomething)
  .meta({ id: 'SavedViewChange' });

export type SavedViewQuery = z.output<typeof savedViewListQuery>;
export type NewSavedView = z.output<typeof newSavedView>;
export type SavedViewChange = z.output<typeof savedViewChange>;
