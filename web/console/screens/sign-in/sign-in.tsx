import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { SignUpState } from '../../../../packages/client/daybook.ts';
import { api } from '../../core/api.ts';
import { useQuery } from '../../core/query.ts';
import { at, go, place } from '../../core/router.ts';
import { signOut, welcome } from '../../core/session.ts';
import { fill, inLanguage } from '../../core/words.ts';
import { Brand } from '../../parts/brand.tsx';
import { Dialog } from '../../parts/dialog.tsx';
import { CheckField, FormSheet, TextField, useForm } from '../../parts/form.tsx';
import { Failure, Loading } from '../../parts/states.tsx';

const words = inLanguage({
  en: {
    heading: 'Sign in',
    lead: 'Good to see you.',
    email: 'E-mail',
    password: 'Password',
    submit: 'Sign in',
    setupHeading: 'Set up Daybook',
    setupLead: 'You are the first here. Make the account that everything belongs to; colleagues are invited later.',
    firstName: 'First name',
    lastName: 'Last name',
    account: 'Organisation',
    passwordHint: 'The longer the better; a short sentence is good.',
    demo: 'Take over “{name}” with all that is in it',
    demoHint: 'Good for a look around. Without it you begin with an empty account.',
    zone: 'Times are shown in {zone}, which you can change later.',
    setupSubmit: 'Create the account',
    used: 'This link does not open an account any more. If you have one, sign in.',
    toSignIn: 'Sign in',
    expired: 'Sign in again',
    expiredText: 'Your session has ended. Nothing on this page is lost.',
    somebodyElse: 'Sign in as somebody else',
  },
  de: {
    heading: 'Anmelden',
    lead: 'Schön, dass du da bist.',
    email: 'E-Mail',
    password: 'Passwort',
    submit: 'Anmelden',
    setupHeading: 'Daybook einrichten',
    setupLead: 'Du bist hier am Anfang. Lege das Konto an, dem alles gehört; Kollegen lädst du später ein.',
    firstName: 'Vorname',
    lastName: 'Nachname',
    account: 'Organisation',
    passwordHint: 'Je länger, desto besser; ein kurzer Satz ist gut.',
    demo: '„{name}“ mit allem darin übernehmen',
    demoHint: 'Gut, um sich umzusehen. Sonst beginnst du mit einem leeren Konto.',
    zone: 'Zeiten stehen in {zone}; das lässt sich später ändern.',
    setupSubmit: 'Konto anlegen',
    used: 'Dieser Link öffnet kein Konto mehr. Wenn du eins hast, melde dich an.',
    toSignIn: 'Anmelden',
    expired: 'Noch einmal anmelden',
    expiredText: 'Deine Sitzung ist abgelaufen. Auf dieser Seite geht nichts verloren.',
    somebodyElse: 'Als jemand anderes anmelden',
  },
});

function Gate({ title, lead, children }: { title: string; lead?: string; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Daybook`;
  }, [title]);
  return (
    <main class="gate" id="main">
      <div class="gate-sheet">
        <p class="brand">
          <Brand />
        </p>
        <h1>{title}</h1>
        {lead !== undefined && <p class="gate-lead">{lead}</p>}
        {children}
      </div>
    </main>
  );
}

/** What somebody sees who is not signed in: the way in, or with the link of a new server the way to begin. */
export function SignInPage() {
  const token = place.value.path === '/setup' ? place.value.query.get('token') : null;
  if (token !== null) return <Setup token={token} />;
  return (
    <Gate title={words.heading} lead={words.lead}>
      <SignInForm />
    </Gate>
  );
}

/** Leads on from where only those go who are not signed in. */
function goOn(): void {
  if (/^\/(setup|sign-in)$/.test(place.value.path)) go(at('/'), { replace: true });
}

function SignInForm({ email }: { email?: string }) {
  const form = useForm({
    initial: { email: email ?? '', password: '' },
    required: ['email', 'password'],
    async send(body) {
      welcome(await api.signIn(body));
      goOn();
    },
  });
  return (
    <FormSheet form={form} submit={words.submit} wide>
      <TextField
        form={form}
        name="email"
        label={words.email}
        type="email"
        autocomplete="username"
        focus={email === undefined}
      />
      <TextField
        form={form}
        name="password"
        label={words.password}
        type="password"
        autocomplete="current-password"
        focus={email !== undefined}
      />
    </FormSheet>
  );
}

function Setup({ token }: { token: string }) {
  const { data, error, loading, reload } = useQuery('sign-up', () => api.getSignUp({ token }));
  if (loading) return <Loading />;
  if (data === undefined) return <Failure error={error} retry={reload} />;
  return (
    <Gate title={words.setupHeading} lead={data.open ? words.setupLead : words.used}>
      {data.open ? (
        <SetupForm token={token} state={data} />
      ) : (
        <a class="button primary" href={at('/')}>
          {words.toSignIn}
        </a>
      )}
    </Gate>
  );
}

function SetupForm({ token, state }: { token: string; state: SignUpState }) {
  const { timeZone: timezone } = Intl.DateTimeFormat().resolvedOptions();
  const demo = useSignal(state.demo).value;
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

/** Over whatever is shown: a way back in that keeps it. */
export function Expired({ email }: { email: string }) {
  return (
    <Dialog title={words.expired} lead={words.expiredText} onClose={() => {}} firm>
      <SignInForm email={email} />
      <button type="button" class="plain strong" onClick={() => void signOut()}>
        {words.somebodyElse}
      </button>
    </Dialog>
  );
}
