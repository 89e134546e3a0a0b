import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import Provider from 'oidc-provider';

/** A person whom the provider knows. */
export interface Account {
  email: string;
  email_verified?: boolean;
  given_name?: string;
  family_name?: string;
}

/** A provider of OpenID Connect on the loopback, written by others; its users are signed in without being asked. */
export interface IdentityProvider {
  issuer: string;
  /** `host:port`, to be allowed. */
  host: string;
  clientId: string;
  clientSecret: string;
  /** Whom it speaks of from now on, by his subject. */
  accounts: Map<string, Account>;
  /** Goes where a browser would go, as the account, and gives the address that it is sent back to. */
  visit(url: string, subject: string): Promise<string>;
}

/** Starts a provider that sends people back to `redirectUri`. */
export async function startIdentityProvider(redirectUri: string): Promise<IdentityProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${host}`;
  const accounts = new Map<string, Account>();
  const client = { clientId: 'daybook', clientSecret: 'a secret of 32 characters or more' };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    pkce: { required: () => true },
    findAccount: (_: unknown, sub: string) => ({ accountId: sub, claims: async () => ({ sub, ...accounts.get(sub) }) }),
  });
  const handler = provider.callback();
  server.on('request', async (request, response) => {
    if (!request.url!.startsWith('/interaction/')) return handler(request, response);
    const subject = /visitor=([^;]+)/.exec(request.headers.cookie ?? '')![1]!;
    const { prompt, params, grantId } = await provider.interactionDetails(request, response);
    if (prompt.name === 'login') {
      const login = { login: { accountId: subject } };
      return provider.interactionFinished(request, response, login, { mergeWithLastSubmission: false });
    }
    const grant =
      grantId === undefined
        ? new provider.Grant({ accountId: subject, clientId: String(params.client_id) })
        : (await provider.Grant.find(grantId))!;
    grant.addOIDCScope('openid email profile');
    const consent = { consent: { grantId: await grant.save() } };
    return provider.interactionFinished(request, response, consent, { mergeWithLastSubmission: true });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    issuer,
    host,
    ...client,
    accounts,
    async visit(url, subject) {
      const cookies = new Map([['visitor', subject]]);
      for (let next = url, hops = 0; hops < 10; hops++) {
        if (next.startsWith(redirectUri)) return next;
        const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(next, { redirect: 'manual', headers: { Cookie } });
        for (const line of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
          cookies.set(name!, value!);
        }
        const to = answer.headers.get('location');
        if (to === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
        next = new URL(to, next).href;
      }
      throw new Error('The provider sent the browser in circles');
    },
  };
}
