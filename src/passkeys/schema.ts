import { z } from 'zod';
import { checkedQuery, needsSomething, paging, someText } from '../http/fields.ts';

const base64url = z.string().max(20_000);

/** What `navigator.credentials` gives, as its `toJSON` writes it (WebAuthn level 3). */
const credential = <Response extends z.ZodRawShape>(response: Response) =>
  z.object({
    id: base64url,
    rawId: base64url,
    type: z.literal('public-key'),
    authenticatorAttachment: z.string().nullish(),
    clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
    response: z.looseObject(response),
  });

export const registration = credential({
  clientDataJSON: base64url,
  attestationObject: base64url,
  transports: z.array(z.string().max(20)).max(10).optional(),
});

export const assertion = credential({
  clientDataJSON: base64url,
  authenticatorData: base64url,
  signature: base64url,
  userHandle: base64url.nullish(),
});

const name = someText(100, 'name').transform((text) => text.trim());

export const newPasskey = z.strictObject({
  name: name.meta({ description: 'What he calls the device.' }),
  credential: registration.meta({ description: 'What `navigator.credentials.create` gave, as JSON.' }),
});

export const passkeyChange = z.strictObject({ name: name.optional() }).superRefine(needsSomething);

export const passkeySignIn = z.strictObject({
  credential: assertion.meta({ description: 'What `navigator.credentials.get` gave, as JSON.' }),
});

/** Options for the browser, as its `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read them. */
export const creationOptions = z
  .looseObject({ challenge: z.string(), rp: z.object({ id: z.string().optional(), name: z.string() }) })
  .meta({
    id: 'PasskeyCreationOptions',
    examples: [
      {
        challenge: 'b1HsZ0zNQmVf3m0wYtW7nYQxk3rU4m2J8s5d9c6v7b0',
        rp: { id: 'daybook.example.com', name: 'Acme' },
        user: {
          id: 'QUNDLTdKRDlMQlZaVFEgVVNSLUZTRDQyMzQyMzE',
          name: 'andrea.hartie@example.com',
          displayName: 'Andrea Hartie',
        },
        pubKeyCredParams: [
          { alg: -8, type: 'public-key' },
          { alg: -7, type: 'public-key' },
        ],
        timeout: 300000,
        attestation: 'none',
        excludeCredentials: [],
        authenticatorSelection: { residentKey: 'required', userVerification: 'required', requireResidentKey: true },
      },
    ],
  });

export const requestOptions = z.looseObject({ challenge: z.string(), rpId: z.string().optional() }).meta({
  id: 'PasskeyRequestOptions',
  examples: [
    {
      challenge: 'b1HsZ0zNQmVf3m0wYtW7nYQxk3rU4m2J8s5d9c6v7b0',
      rpId: 'daybook.example.com',
      timeout: 300000,
      userVerification: 'required',
    },
  ],
});

export const passkey = z
  .object({
    object: z.literal('passkey'),
    id: z.string(),
    name: z.string(),
    backed_up: z.boolean().meta({ description: 'True if the device keeps a copy elsewhere, such as in a cloud.' }),
    creation_time: z.iso.datetime(),
    last_used_time: z.iso.datetime().nullable(),
  })
  .meta({
    id: 'Passkey',
    examples: [
      {
        object: 'passkey',
        id: 'PSK-4KQZ81M0XBJ2',
        name: 'Laptop',
        backed_up: true,
        creation_time: '2026-11-24T06:00:00.000Z',
        last_used_time: null,
      },
    ],
  });

export const passkeyListQuery = checkedQuery(paging);

export const removedPasskey = z
  .object({ id: z.string(), deleted: z.literal(true) })
  .meta({ examples: [{ id: 'PSK-4KQZ81M0XBJ2', deleted: true }] });

export type NewPasskey = z.output<typeof newPasskey>;
export type Assertion = z.output<typeof assertion>;
