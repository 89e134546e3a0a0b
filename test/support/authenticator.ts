import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** What an authenticator is told to do otherwise than a good one would. */
export interface Misdeeds {
  origin?: string;
  challenge?: string;
  /** False if its owner did not unlock it. */
  verified?: boolean;
  counter?: number;
  key?: KeyObject;
}

/** A device with one passkey, made and asked as WebAuthn has it (level 3, sections 6.1, 6.5 and 7), with real keys. */
export function authenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const credentialId = randomBytes(16);
  const id = credentialId.toString('base64url');
  let counter = 0;
  let userHandle = '';

  const clientData = (type: string, challenge: string, misdeeds: Misdeeds) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: misdeeds.challenge ?? challenge,
        origin: misdeeds.origin ?? origin,
        crossOrigin: false,
      }),
    );

  const authenticatorData = (
    rpId: string,
    flags: number,
    { verified = true, counter: said }: Misdeeds,
    rest: Buffer[],
  ) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(said ?? ++counter);
    const seen = 0x01 | (verified ? 0x04 : 0) | flags;
    return Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.of(seen), count, ...rest]);
  };

  const credential = (response: object) => ({
    id,
    rawId: id,
    type: 'public-key',
    authenticatorAttachment: 'platform',
    clientExtensionResults: {},
    response,
  });

  return {
    /** Answers the options of `navigator.credentials.create`. */
    create(options: { challenge: string; rp: { id: string }; user: { id: string } }, misdeeds: Misdeeds = {}) {
      userHandle = options.user.id;
      const { x, y } = publicKey.export({ format: 'jwk' });
      const cose = map([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, 'base64url')],
        [-3, Buffer.from(y!, 'base64url')],
      ]);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(credentialId.length);
      const attested = [Buffer.alloc(16), length, credentialId, cose];
      const authData = authenticatorData(options.rp.id, 0x40, misdeeds, attested);
      const attestationObject = map([
        ['fmt', 'none'],
        ['attStmt', map([])],
        ['authData', authData],
      ]);
      return credential({
        clientDataJSON: clientData('webauthn.create', options.challenge, misdeeds).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Answers the options of `navigator.credentials.get`. */
    get(options: { challenge: string; rpId: string }, misdeeds: Misdeeds = {}) {
      const data = clientData('webauthn.get', options.challenge, misdeeds);
      const authData = authenticatorData(options.rpId, 0, misdeeds, []);
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()]);
      return credential({
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, misdeeds.key ?? privateKey).toString('base64url'),
        userHandle,
      });
    },
  };
}

/** A map in CBOR (RFC 8949), of what credentials are made of; a buffer made by it stands for itself. */
function map(entries: [number | string, number | string | Buffer][]): Buffer {
  const parts = entries.flatMap(([key, value]) => [item(key), item(value)]);
  const made = Buffer.concat([head(5, entries.length), ...parts]);
  maps.add(made);
  return made;
}

const maps = new WeakSet<Buffer>();

function item(value: number | string | Buffer): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  return maps.has(value) ? value : Buffer.concat([head(2, value.length), value]);
}

function head(kind: number, count: number): Buffer {
  if (count < 24) return Buffer.of((kind << 5) | count);
  if (count < 256) return Buffer.of((kind << 5) | 24, count);
  return Buffer.of((kind << 5) | 25, count >> 8, count & 255);
}
