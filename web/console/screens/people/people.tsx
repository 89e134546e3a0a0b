import { useSignal } from '@preact/signals';
import type { Invitation, User } from '../../../../packages/client/daybook.ts';
import { api, messageOf } from '../../core/api.ts';
import { nameOf, usePeople } from '../../core/people.ts';
import { refresh } from '../../core/query.ts';
import { can, me } from '../../core/session.ts';
import { fill } from '../../core/words.ts';
import { Confirm } from '../../parts/confirm.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Menu } from '../../parts/menu.tsx';
import { toast } from '../../parts/toast.tsx';
import { InvitationDialog, InviteDialog, RoleDialog } from './invite.tsx';
import { Teams } from './teams.tsx';
import { words } from './words.ts';

/** Who works here: users, their roles and their teams. */
export default function People() {
  const { users } = usePeople();
  const inviting = useSignal(false);
  return (
    <div class="page">
      <header class="screen-head">
        <h1>{words.title}</h1>
      </header>
      <p class="page-lead">{words.lead}</p>
      <section aria-labelledby="users">
        <div class="block-head">
          <h2 id="users">
            {words.users} <span class="tag">{fill(words.count, { count: users.length })}</span>
          </h2>
          {can('createUser') && can('createInvitation') && (
            <button
              type="button"
              class="quiet"
              onClick={() => {
                inviting.value = true;
              }}
            >
              <Icon name="plus" /> {words.invite}
            </button>
          )}
        </div>
        <ul class="lines">
          {users.map((user) => (
            <UserLine key={user.id} user={user} />
          ))}
        </ul>
      </section>
      {can('listTeams') && <Teams users={users} />}
      {inviting.value && (
        <InviteDialog
          close={() => {
            inviting.value = false;
          }}
        />
      )}
    </div>
  );
}

function UserLine({ user }: { user: User }) {
  const open = useSignal<'role' | 'deactivate' | undefined>(undefined);
  const invitation = useSignal<Invitation | undefined>(undefined);
  const close = () => {
    open.value = undefined;
  };
  const name = nameOf(user);
  const act = async (work: () => Promise<unknown>, done?: string) => {
    try {
      await work();
      if (done !== undefined) toast(done);
      await refresh('users');
    } catch (error) {
      toast(messageOf(error), { tone: 'failed' });
    }
  };
  const inviteAgain = async () => {
    invitation.value = await api.createInvitation(user.id, {});
  };
  const changeable = user.role_name !== 'Account Owner' && user.id !== me().user.id && can('updateUser');
  return (
    <li>
      <span class="initials" aria-hidden="true">
        {user.first_name.charAt(0)}
        {user.last_name.charAt(0)}
      </span>
      <span class="two-lines">
        <span class="strong">{name}</span>
        <span class="soft">{user.email}</span>
      </span>
      <span class="facts-inline">
        {words.roles[user.role_name]}
        {user.status === 'invited' && (
          <span class="block">
            <span class="tag">{words.invited}</span>
          </span>
        )}
      </span>
      {changeable && (
        <Menu
          class="plain only-icon"
          align="end"
          label={fill(words.actionsOf, { name })}
          button={<Icon name="more" />}
          items={[
            {
              label: words.changeRole,
              icon: 'swap',
              onSelect: () => {
                open.value = 'role';
              },
            },
            ...(user.status === 'invited'
              ? [
                  { label: words.again, icon: 'mail' as const, onSelect: () => void act(inviteAgain) },
                  {
                    label: words.withdraw,
                    icon: 'close' as const,
                    onSelect: () => void act(() => api.withdrawInvitation(user.id), words.withdrawn),
                  },
                ]
              : [
                  {
                    label: words.deactivate,
                    icon: 'away' as const,
                    danger: true,
                    onSelect: () => {
                      open.value = 'deactivate';
                    },
                  },
                ]),
          ]}
        />
      )}
      {open.value === 'role' && <RoleDialog user={user} close={close} />}
      {open.value === 'deactivate' && (
        <Confirm
          title={fill(words.deactivateTitle, { name })}
          lead={words.deactivateLead}
          submit={words.deactivate}
          close={close}
          run={async () => {
            await api.deactivateUser(user.id);
            close();
            toast(words.deactivated);
            await refresh('users');
          }}
        />
      )}
      {invitation.value !== undefined && (
        <InvitationDialog
          invitation={invitation.value}
          name={name}
          close={() => {
            invitation.value = undefined;
          }}
        />
      )}
    </li>
  );
}
