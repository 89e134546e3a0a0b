import { z } from 'zod';
import { route } from '../http/route.ts';

export const accountRoutes = [
  route({
    method: 'GET',
    path: '/v2/test',
    id: 'testKey',
    tag: 'Test',
    summary: 'Check an API key',
    description: 'Says whose account the key opens.',
    reply: z.object({
      message: z.string().meta({ examples: ['The API key is valid for account: admin@example.com'] }),
    }),
    problems: [],
    handle: async (_, { caller }) => ({ message: `The API key is valid for account: ${caller.accountEmail}` }),
  }),
];
