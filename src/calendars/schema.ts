import { z } from 'zod';
import { deletedObject } from '../http/deleted.ts';
import { checkedQuery, paging } from '../http/fields.ts';

export const calendar = z
  .object({
    object: z.literal('booking_calendar'),
    id: z.string(),
    subject: z.string().meta({ description: 'What guests see as the name of the meeting.' }),
    host: z.string().meta({ description: 'Id of a user or a team.' }),
    url: z.string(),
    name: z.string().meta({ description: 'What the account calls the calendar.' }),
    published: z.boolean(),
    duration_minutes: z.int(),
  })
  .meta({
    id: 'BookingCalendar',
    examples: [
      {
        object: 'booking_calendar',
        id: 'BKC-LDJ878496X',
        subject: 'Meeting with Andrea Hartie',
        host: 'USR-HYPGJXN3A8',
        url: 'https://daybook.example.com/andreahartie',
        name: 'Andrea Hartie booking calendar',
        published: true,
        duration_minutes: 30,
      },
    ],
  });

export const calendarOrDeleted = z.union([
  calendar,
  deletedObject('booking_calendar', 'DeletedBookingCalendar', 'BKC-LDJ878496X'),
]);

export const calendarListQuery = checkedQuery({
  host: z.string().optional().meta({ description: 'Only calendars of this user or team.' }),
  ...paging,
});
