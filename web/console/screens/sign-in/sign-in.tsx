import { place } from '../../core/router.ts';
import { signOut } from '../../core/session.ts';
import { Dialog } from '../../parts/dialog.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Gate } from './gate.tsx';
import { Forgot, Invitation, NewPassword, Setup } from './links.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { words } from './words.ts';

/** What links lead to that work for whoever has them, also while somebody is signed in. */
const byLink = { '/setup': Setup, '/invitation': Invitation, '/new-password': NewPassword } as const;

/** True if the address is that of such a link. */
export function isLink(path: string): path is keyof typeof byLink {
  return Object.hasOwn(byLink, path);
}

/** What somebody sees who is not signed in: the way in, or where a link leads. */
export function SignInPage() {
  const { path, query } = place.value;
  const token = query.get('token');
  if (isLink(path) && token !== null) {
    const Page = byLink[path];
    return <Page token={token} />;
  }
  if (path === '/forgot') return <Forgot />;
  const problem = query.get('problem');
  return (
    <Gate title={words.heading} lead={words.lead}>
      {problem !== null && <ProviderProblem name={problem} />}
      <SignInForm />
    </Gate>
  );
}

/** What went wrong on the way back from a company's sign-in; its page tells what to do. */
function ProviderProblem({ name }: { name: string }) {
  const { root } = document.documentElement.dataset;
  return (
    <p class="failure" role="alert">
      <Icon name="warning" />
      <span>
        {words.providerFailed} <a href={`${root}/docs/errors/${encodeURIComponent(name)}`}>{words.why}</a>
      </span>
    </p>
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
