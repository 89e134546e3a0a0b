import { useSignal } from '@preact/signals';
import type { CreateUserBody, Invitation, User } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { nameOf } from '../../core/people.ts';
import { refresh } from '../../core/query.ts';
import { fill } from '../../core/words.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, FormSheet, SelectField, TextField, useForm } from '../../parts/form.tsx';
import { Secret } from '../../parts/secret.tsx';
import { toast } from '../../parts/toast.tsx';
import { words } from './words.ts';

type Role = NonNullable<CreateUserBody['role_name']>;

const roleOptions = (['Member', 'Team Manager', 'Administrator'] as const).map((value) => ({
  value,
  label: words.roles[value],
}));

/** Makes a user and his invitation, and shows its link once. */
export function InviteDialog({ close }: { close: () => void }) {
  const made = useSignal<{ invitation: Invitation; name: string } | undefined>(undefined);
  const user = useSignal<User | undefined>(undefined);
  const form = useForm({
    initial: { first_name: '', last_name: '', email: '', role_name: 'Member' as Role, send_mail: true },
    required: ['first_name', 'last_name', 'email'],
    async send({ send_mail, ...body }) {
      // Tried again after a refusal of the invitation alone, the user is there already.
      user.value ??= await api.createUser(body);
      const invitation = await api.createInvitation(user.value.id, { send_mail });
      made.value = { invitation, name: nameOf(user.value) };
      void refresh('users');
    },
  });
  if (made.value !== undefined) return <InvitationDialog {...made.value} close={close} />;
  return (
    <Dialog title={words.invite} onClose={close} key="new">
      <FormSheet form={form} submit={words.inviteSubmit} onCancel={close}>
        <div class="pair">
          <TextField form={form} name="first_name" label={words.firstName} focus />
          <TextField form={form} name="last_name" label={words.lastName} />
        </div>
        <TextField form={form} name="email" label={words.email} type="email" />
        <SelectField form={form} name="role_name" label={words.role} hint={words.roleHint} options={roleOptions} />
        <CheckField form={form} name="send_mail" label={words.sendMail} hint={words.sendMailHint} />
      </FormSheet>
    </Dialog>
  );
}

/** The link of an invitation, which is shown this once. */
export function InvitationDialog({
  invitation,
  name,
  close,
}: {
  invitation: Invitation;
  name: string;
  close: () => void;
}) {
  return (
    <Dialog
      key="made"
      title={fill(words.invitedTitle, { name })}
      lead={invitation.mailed ? words.invitedMailed : words.invitedNot}
      onClose={close}
      size="medium"
      firm
    >
      <Secret label={words.link} value={invitation.url} />
      <div class="form-foot">
        <button type="button" class="primary" onClick={close}>
          {words.done}
        </button>
      </div>
    </Dialog>
  );
}

/** Changes what somebody may do. */
export function RoleDialog({ user, close }: { user: User; close: () => void }) {
  const form = useForm({
    initial: { role_name: user.role_name as Role },
    async send(body) {
      await api.updateUser(user.id, body);
      close();
      toast(words.saved);
      await refresh('users');
    },
  });
  return (
    <Dialog title={fill(words.roleOf, { name: nameOf(user) })} onClose={close}>
      <FormSheet form={form} submit={words.save} onCancel={close}>
        <SelectField form={form} name="role_name" label={words.role} hint={words.roleHint} options={roleOptions} />
      </FormSheet>
    </Dialog>
  );
}
