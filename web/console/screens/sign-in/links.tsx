import { useSignal } from '@preact/signals';
import type { SignUpState } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { welcome } from '../../core/session.ts';
import { fill } from '../../core/words.ts';
import { CheckField, FormSheet, TextField, useForm } from '../../parts/form.tsx';
import { Failure, Loading } from '../../parts/states.tsx';
import { ClosedGate, Gate, goOn } from './gate.tsx';
import { words } from './words.ts';

const toSignIn = (
  <a class="button primary" href={at('/')}>
    {words.submit}
  </a>
);

/** The link that a new server prints: the first account, or the demo's. */
export function Setup({ token }: { token: string }) {
  const { data, error, loading, reload } = useQuery('sign-up', () => api.getSignUp({ token }));
  if (loading) return <Loading />;
  if (data === undefined) return <Failure error={error} retry={reload} />;
  return (
    <Gate title={words.setupHeading} lead={data.open ? words.setupLead : words.used}>
      {data.open ? <SetupForm token={token} state={data} /> : toSignIn}
    </Gate>
  );
}

function SetupForm({ token, state }: { token: string; state: SignUpState }) {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const { demo } = state;
  const form = useForm({
    initial: { first_name: '', last_name: '', email: '', account_name: '', password: '', demo: demo !== null },
    required: ['first_name', 'last_name', 'email', 'password'],
    async send({ account_name: name, ...values }) {
      welcome(await api.signUp({ ...values, ...(name === '' ? {} : { account_name: name }), token, timezone }));
      goOn();
    },
  });
  return (
    <FormSheet form={form} submit={words.setupSubmit} wide>
      <div class="pair">
        <TextField form={form} name="first_name" label={words.firstName} autocomplete="given-name" focus />
        <TextField form={form} name="last_name" label={words.lastName} autocomplete="family-name" />
      </div>
      <TextField form={form} name="account_name" label={words.account} autocomplete="organization" optional />
      <TextField form={form} name="email" label={words.email} type="email" autocomplete="username" />
      <TextField
        form={form}
        name="password"
        label={words.password}
        type="password"
        autocomplete="new-password"
        hint={words.passwordHint}
      />
      {demo !== null && (
        <CheckField form={form} name="demo" label={fill(words.demo, { name: demo.name })} hint={words.demoHint} />
      )}
      <p class="hint">{fill(words.zone, { zone: timezone.replaceAll('_', ' ') })}</p>
    </FormSheet>
  );
}

/** The link of an invitation. */
export function Invitation({ token }: { token: string }) {
  const { data, error, loading } = useQuery(`invitation/${token}`, () => api.getInvitation({ token }));
  const form = useForm({
    initial: { password: '' },
    required: ['password'],
    async send(body) {
      welcome(await api.acceptInvitation({ ...body, token }));
      goOn();
    },
  });
  if (loading) return <Loading />;
  if (data === undefined) return <ClosedGate title={words.heading} error={error} />;
  return (
    <Gate
      title={fill(words.invitedHeading, { name: data.account.name })}
      lead={fill(words.invitedLead, { email: data.email })}
    >
      <FormSheet form={form} submit={words.invitedSubmit} wide>
        <TextField
          form={form}
          name="password"
          label={words.password}
          type="password"
          autocomplete="new-password"
          hint={words.passwordHint}
          focus
        />
      </FormSheet>
    </Gate>
  );
}

/** The link by which somebody sets his password anew. */
export function NewPassword({ token }: { token: string }) {
  const done = useSignal(false);
  const form = useForm({
    initial: { password: '' },
    required: ['password'],
    async send(body) {
      await api.setPassword({ ...body, token });
      done.value = true;
    },
  });
  return (
    <Gate title={words.newHeading} lead={done.value ? words.newDone : words.newLead}>
      {done.value ? (
        toSignIn
      ) : (
        <FormSheet form={form} submit={words.newSubmit} wide>
          <TextField
            form={form}
            name="password"
            label={words.password}
            type="password"
            autocomplete="new-password"
            hint={words.passwordHint}
            focus
          />
        </FormSheet>
      )}
    </Gate>
  );
}

/** Asks for such a link. */
export function Forgot() {
  const done = useSignal<string | undefined>(undefined);
  const form = useForm({
    initial: { email: '' },
    required: ['email'],
    async send(body) {
      const { email, minutes } = await api.requestPasswordReset(body);
      done.value = fill(words.forgotDone, { email, minutes });
    },
  });
  return (
    <Gate title={words.forgotHeading} lead={done.value ?? words.forgotLead}>
      {done.value === undefined && (
        <FormSheet form={form} submit={words.forgotSubmit} wide>
          <TextField form={form} name="email" label={words.email} type="email" autocomplete="username" focus />
        </FormSheet>
      )}
      <a class="plain-link" href={at('/')}>
        {words.back}
      </a>
    </Gate>
  );
}
