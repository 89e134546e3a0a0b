import { z } from 'zod';
import { textUpTo } from '../http/fields.ts';

export const shownTwoFactor = z
  .object({
    object: z.literal('two_factor'),
    enabled: z.boolean(),
    confirmed_time: z.iso.datetime().nullable(),
    recovery_codes: z.int().meta({ description: 'How many recovery codes are left.' }),
  })
  .meta({
    id: 'TwoFactor',
    examples: [{ object: 'two_factor', enabled: true, confirmed_time: '2026-11-24T06:00:00.000Z', recovery_codes: 10 }],
  });

export const enrolment = z
  .object({
    object: z.literal('two_factor_enrolment'),
    secret: z.string().meta({ description: 'In base32, to be typed into an authenticator app.' }),
    uri: z.string().meta({ description: 'The same as what a QR code for such apps holds.' }),
  })
  .meta({
    id: 'TwoFactorEnrolment',
    examples: [
      {
        object: 'two_factor_enrolment',
        secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
        uri: 'otpauth://totp/Acme:andrea.hartie@example.com?issuer=Acme&secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&algorithm=SHA1&digits=6&period=30',
      },
    ],
  });

export const typedCode = textUpTo(40, 'code').meta({ examples: ['492039'] });

export const confirmation = z.strictObject({ code: typedCode });

export const recoveryCodes = z
  .object({
    object: z.literal('recovery_codes'),
    codes: z.array(z.string()).meta({
      description:
        'Each signs in once in place of the app’s code. Shown in this answer only; they replace earlier ones.',
    }),
  })
  .meta({ id: 'RecoveryCodes', examples: [{ object: 'recovery_codes', codes: ['k7qx2-m4vbd', 'p9tzr-3hwcf'] }] });
