import { z } from 'zod';

export const mergeBody = z.object({
  contact: z
    .string()
    .meta({ description: 'Id of the contact that is taken over, and deleted.', examples: ['CTC-J4FR05BKEW'] }),
});
