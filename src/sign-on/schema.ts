import { z } from 'zod';
import { checkedQuery, leftOut, needsSomething, paging, refuse, someText, textUpTo } from '../http/fields.ts';
import { problem } from '../http/problem.ts';

const issuer = textUpTo(500, 'issuer').meta({
  format: 'uri',
  examples: ['https://login.example.com'],
  description: 'Its address, below which `/.well-known/openid-configuration` lies.',
});

const domains = z
  .array(
    z
      .string()
      .transform((text) => text.trim().toLowerCase())
      .superRefine((text, context) => {
        if (!/^(?=.{3,253}$)([a-z0-9-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(text))
          refuse(context, problem('invalid_value', { kind: 'domain', value: text, param: 'domains' }));
      }),
  )
  .max(50)
  .meta({ description: 'Domains of e-mail addresses that it speaks for.' });

const fields = {
  name: someText(100, 'name').transform((text) => text.trim()),
  issuer,
  client_id: someText(300, 'client_id'),
  client_secret: leftOut(textUpTo(1000, 'client_secret')),
  domains,
  auto_join: z.boolean().meta({
    description: 'True to make whoever comes from it with an address of one of the domains a member of the account.',
  }),
};

export const newProvider = z.strictObject({
  ...fields,
  domains: domains.min(1).meta({ description: 'Domains of e-mail addresses that it speaks for, at least one.' }),
  auto_join: fields.auto_join.default(false),
});

export const providerChange = z
  .strictObject({
    name: fields.name.optional(),
    issuer: fields.issuer.optional(),
    client_id: fields.client_id.optional(),
    client_secret: fields.client_secret,
    domains: domains.min(1).optional(),
    auto_join: fields.auto_join.optional(),
  })
  .superRefine(needsSomething);

export type NewProvider = z.output<typeof newProvider>;
export type ProviderChange = z.output<typeof providerChange>;

export const provider = z
  .object({
    object: z.literal('sign_on_provider'),
    id: z.string(),
    name: z.string(),
    issuer: z.string(),
    client_id: z.string(),
    has_client_secret: z.boolean(),
    domains: z.array(z.string()),
    auto_join: z.boolean(),
    redirect_uri: z.string().meta({ description: 'What to register with the provider.' }),
    creation_time: z.iso.datetime(),
  })
  .meta({
    id: 'SignOnProvider',
    examples: [
      {
        object: 'sign_on_provider',
        id: 'IDP-4KQZ81M0XB',
        name: 'Acme login',
        issuer: 'https://login.example.com',
        client_id: 'daybook',
        has_client_secret: true,
        domains: ['example.com'],
        auto_join: true,
        redirect_uri: 'https://daybook.example.com/sign-on/callback',
        creation_time: '2026-11-24T06:00:00.000Z',
      },
    ],
  });

export const providerListQuery = checkedQuery(paging);

export const removedProvider = z
  .object({ id: z.string(), deleted: z.literal(true) })
  .meta({ examples: [{ id: 'IDP-4KQZ81M0XB', deleted: true }] });

export const signOnQuery = z.object({
  email: z.string().max(254).optional().meta({ description: 'An address; only its domain is looked at.' }),
});

export const signOnOptions = z
  .object({
    object: z.literal('sign_on_options'),
    providers: z.array(z.object({ id: z.string(), name: z.string() })),
  })
  .meta({
    id: 'SignOnOptions',
    examples: [{ object: 'sign_on_options', providers: [{ id: 'IDP-4KQZ81M0XB', name: 'Acme login' }] }],
  });

export const signOnWish = z.strictObject({ provider: z.string().max(100) });

export const signOnStart = z
  .object({ object: z.literal('sign_on'), url: z.string().meta({ description: 'Where to send the browser.' }) })
  .meta({
    id: 'SignOn',
    examples: [{ object: 'sign_on', url: 'https://login.example.com/authorize?client_id=daybook&response_type=code' }],
  });
