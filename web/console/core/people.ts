import type { User } from '../../../packages/client/daybook.ts';
import { api } from './api.ts';
import { useQuery } from './query.ts';

/** Beyond that a screen asks for whom it needs. */
const mostKnown = 500;

async function readAll(): Promise<User[]> {
  const users: User[] = [];
  for await (const user of api.eachUser({ limit: 100 })) {
    users.push(user);
    if (users.length >= mostKnown) break;
  }
  return users;
}

/** What somebody is called. */
export function nameOf(user: Pick<User, 'first_name' | 'last_name' | 'email'>): string {
  return `${user.first_name} ${user.last_name}`.trim() || user.email;
}

/** The users whom the reader may see, and how to find one by id or e-mail. */
export function usePeople() {
  const { data: users = [] } = useQuery('users/all', readAll, { freshMs: 60_000 });
  return {
    users,
    byId: (id: string) => users.find((user) => user.id === id),
    byEmail: (email: string | undefined) => users.find((user) => user.email.toLowerCase() === email?.toLowerCase()),
  };
}
