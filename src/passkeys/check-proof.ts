/**
 * What the library makes of a browser's answer; undefined if it objects to anything, since the answer proves nothing then. That its
 * challenge could not be looked up is no objection, and is thrown on.
 */
export async function checkProof<Proof>(
  isOurs: (challenge: string) => Promise<boolean>,
  verify: (expectedChallenge: (challenge: string) => Promise<boolean>) => Promise<Proof>,
): Promise<Proof | undefined> {
  let fault: { error: unknown } | undefined;
  try {
    return await verify((challenge) =>
      isOurs(challenge).catch((error) => {
        fault = { error };
        throw error;
      }),
    );
  } catch {
    if (fault !== undefined) throw fault.error;
    return undefined;
  }
}
