import { useSignal } from '@preact/signals';
import { api, DaybookError, messageOf } from '../../core/api.ts';
import { useQuery } from '../../core/query.ts';
import { at } from '../../core/router.ts';
import { welcome } from '../../core/session.ts';
import { fill } from '../../core/words.ts';
import { FormSheet, TextField, useForm } from '../../parts/form.tsx';
import { goOn } from './gate.tsx';
import { words } from './words.ts';

/** All ways in: password, with a code where one is set up, passkey, or the company's own sign-in. */
export function SignInForm({ email }: { email?: string }) {
  const asksCode = useSignal(false);
  const form = useForm({
    initial: { email: email ?? '', password: '', code: '' },
    required: ['email', 'password'],
    async send({ code, ...body }) {
      try {
        welcome(await api.signIn({ ...body, ...(code === '' ? {} : { code }) }));
      } catch (error) {
        // The password was right: only the code is missing, which is no mistake yet.
        const isFirst = error instanceof DaybookError && error.param === 'code' && !asksCode.value;
        if (!isFirst) throw error;
        asksCode.value = true;
        return;
      }
      goOn();
    },
  });
  const fail = (text: string) => {
    form.failure.value = text;
  };
  return (
    <>
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
        {asksCode.value && (
          <TextField
            form={form}
            name="code"
            label={words.code}
            hint={words.codeHint}
            autocomplete="one-time-code"
            focus
          />
        )}
      </FormSheet>
      <OtherWays emailOf={() => form.values.value.email} fail={fail} />
      {email === undefined && (
        <a class="plain-link" href={at('/forgot')}>
          {words.forgot}
        </a>
      )}
    </>
  );
}

function OtherWays({ emailOf, fail }: { emailOf: () => string; fail: (text: string) => void }) {
  const { data } = useQuery('sign-on-options', () => api.getSignOnOptions());
  const attempt = (work: () => Promise<void>) => () => {
    work().catch((error: unknown) => fail(messageOf(error)));
  };
  const begin = async (provider: string) => {
    location.assign((await api.beginSignOn({ provider })).url);
  };
  const byCompany = attempt(async () => {
    const { providers } = await api.getSignOnOptions({ email: emailOf() });
    const [provider] = providers;
    if (provider === undefined) fail(words.noProvider);
    else await begin(provider.id);
  });
  const providers = data?.providers ?? [];
  return (
    <div class="gate-ways">
      {'PublicKeyCredential' in globalThis && (
        <button type="button" class="quiet" onClick={attempt(() => signInWithPasskey(fail))}>
          {words.passkey}
        </button>
      )}
      {providers.map(({ id, name }) => (
        <button key={id} type="button" class="quiet" onClick={attempt(() => begin(id))}>
          {fill(words.provider, { name })}
        </button>
      ))}
      {providers.length === 0 && (
        <button type="button" class="quiet" onClick={byCompany}>
          {words.company}
        </button>
      )}
    </div>
  );
}

async function signInWithPasskey(fail: (text: string) => void): Promise<void> {
  const options = await api.offerPasskeySignIn();
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  const found = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (found === null) return fail(words.passkeyFailed);
  const credential = (found as PublicKeyCredential).toJSON();
  welcome(await api.signInWithPasskey({ credential } as Parameters<typeof api.signInWithPasskey>[0]));
  goOn();
}
