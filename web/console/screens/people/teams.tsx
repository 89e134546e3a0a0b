import { useSignal } from '@preact/signals';
import type { Team, TeamMember, User } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { nameOf } from '../../core/people.ts';
import { refresh, useList, useQuery } from '../../core/query.ts';
import { can } from '../../core/session.ts';
import { fill } from '../../core/words.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { FormSheet, TextField, useForm } from '../../parts/form.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { toast } from '../../parts/toast.tsx';
import { words } from './words.ts';

const usualPriority = 5;

/** Teams with their members. */
export function Teams({ users }: { users: readonly User[] }) {
  const list = useList<Team>('teams', (after) =>
    api.listTeams({ limit: 100, ...(after === undefined ? {} : { after }) }),
  );
  const making = useSignal(false);
  return (
    <section aria-labelledby="teams">
      <div class="block-head">
        <h2 id="teams">{words.teams}</h2>
        {can('createTeam') && (
          <button
            type="button"
            class="quiet"
            onClick={() => {
              making.value = true;
            }}
          >
            <Icon name="plus" /> {words.newTeam}
          </button>
        )}
      </div>
      {list.loading && <Loading rows={3} />}
      {list.error !== undefined && <Failure error={list.error} retry={list.reload} />}
      {list.data?.items.length === 0 && <p class="block-none">{words.noTeams}</p>}
      <ul class="lines">
        {list.data?.items.map((team) => (
          <TeamLine key={team.id} team={team} users={users} />
        ))}
      </ul>
      {making.value && (
        <TeamDialog
          users={users}
          members={[]}
          close={() => {
            making.value = false;
          }}
        />
      )}
    </section>
  );
}

function TeamLine({ team, users }: { team: Team; users: readonly User[] }) {
  const { data } = useQuery(`teams/${team.id}/members`, () => api.listTeamMembers(team.id));
  const open = useSignal<'edit' | 'delete' | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  const names = users.filter((user) => data?.data.some((member) => member.user === user.id)).map(nameOf);
  return (
    <li>
      <span class="two-lines">
        <span class="strong">{team.name}</span>
        <span class="soft one-line">{names.join(', ')}</span>
      </span>
      {data !== undefined && <span class="facts-inline">{fill(words.members, { count: data.data.length })}</span>}
      {can('updateTeam') && data !== undefined && (
        <span>
          <button
            type="button"
            class="plain only-icon"
            aria-label={fill(words.editTeam, { name: team.name })}
            onClick={() => {
              open.value = 'edit';
            }}
          >
            <Icon name="settings" />
          </button>
          <button
            type="button"
            class="plain only-icon"
            aria-label={fill(words.deleteTeam, { name: team.name })}
            onClick={() => {
              open.value = 'delete';
            }}
          >
            <Icon name="trash" />
          </button>
        </span>
      )}
      {open.value === 'edit' && <TeamDialog team={team} users={users} members={data?.data ?? []} close={close} />}
      {open.value === 'delete' && (
        <Confirm
          title={words.deleteTeamTitle}
          lead={fill(words.deleteTeamLead, { name: team.name })}
          submit={words.delete}
          close={close}
          run={async () => {
            await api.deleteTeam(team.id);
            close();
            toast(words.teamDeleted);
            await Promise.all([refresh('teams'), refresh('users')]);
          }}
        />
      )}
    </li>
  );
}

/** A team's name, who is in it, and who goes first. */
function TeamDialog({
  team,
  users,
  members,
  close,
}: {
  team?: Team;
  users: readonly User[];
  members: readonly TeamMember[];
  close: () => void;
}) {
  const chosen = useSignal<Record<string, number>>(
    Object.fromEntries(members.map((member) => [member.user, member.priority])),
  );
  const form = useForm({
    initial: { name: team?.name ?? '' },
    required: ['name'],
    async send({ name }) {
      const body = {
        name,
        members: Object.entries(chosen.value).map(([user, priority]) => ({ user, priority })),
      };
      await (team === undefined ? api.createTeam(body) : api.updateTeam(team.id, body));
      close();
      toast(words.saved);
      await Promise.all([refresh('teams'), refresh('users')]);
    },
  });
  const set = (id: string, priority: number | undefined) => {
    const { [id]: _, ...rest } = chosen.value;
    chosen.value = priority === undefined ? rest : { ...rest, [id]: priority };
  };
  const title = team === undefined ? words.newTeam : fill(words.editTeam, { name: team.name });
  return (
    <Dialog title={title} onClose={close} size="medium">
      <FormSheet form={form} submit={words.save} onCancel={close}>
        <TextField form={form} name="name" label={words.teamName} focus />
        <fieldset>
          <legend>{words.teamMembers}</legend>
          <p class="hint">{words.priorityHint}</p>
          <ul class="lines team-members">
            {users.map((user) => (
              <li key={user.id}>
                <label class="check">
                  <input
                    type="checkbox"
                    checked={user.id in chosen.value}
                    onChange={(event) => set(user.id, event.currentTarget.checked ? usualPriority : undefined)}
                  />
                  {nameOf(user)}
                </label>
                {user.id in chosen.value && (
                  <input
                    type="number"
                    min={1}
                    max={10}
                    aria-label={fill(words.priorityOf, { name: nameOf(user) })}
                    value={chosen.value[user.id]}
                    onChange={(event) => set(user.id, Number(event.currentTarget.value))}
                  />
                )}
              </li>
            ))}
          </ul>
        </fieldset>
      </FormSheet>
    </Dialog>
  );
}
