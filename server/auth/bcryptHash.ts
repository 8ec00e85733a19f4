/** The form of bcrypt's hashes. A cost above 14 would take seconds, and is refused. */
const FORM = /^\$2[abxy]\$(0[4-9]|1[0-4])\$[./A-Za-z0-9]{53}$/
/** bcrypt looks at no more of a password. */
const BYTES_MAX = 72

/** True for a hash of the Python server, which comes over as it is and goes with the first login. */
export const isBcryptHash = (stored: string): boolean => FORM.test(stored)

/**
 * [MOVE-8] Compares as the Python server did: bytes beyond the 72nd do not count. The native code is loaded with the
 * first comparison, so that a server to which no account ever moved does without it.
 */
export async function matchesBcrypt(stored: string, password: string): Promise<boolean> {
  const { verify } = await import('@node-rs/bcrypt')
  return verify(Buffer.from(password, 'utf8').subarray(0, BYTES_MAX), stored)
}
