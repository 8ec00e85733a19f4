import { instantOf, msOf, type Instant } from '../../../shared/model/instant'
import { hashOf, newRefreshToken } from '../../auth/tokens'
import type { Language } from '../../i18n/messages'
import { queueMail } from '../../mail/queueMail'
import { publicAddress } from '../../config/publicAddress'
import type { WriteContext } from '../../transaction/context'

const LETTER_MINUTES = 30
const DAY_MS = 24 * 3600 * 1000
/** No token of a letter contains this character, and the stored hash covers it, so nobody can take it off. */
const PRINTED = '~'

/** A link that was printed and handed over says nothing about the address of the account. */
export const isPrintedToken = (token: string): boolean => token.startsWith(PRINTED)

interface Addressee {
  /** Null: nobody has the address, and the letter is never sent. */
  id: string | null
  to: string
  username: string
  language: Language
  isNobody?: boolean
}

/** The newest link voids the older ones. Browsers send the fragment of an address to no server, so it stands in no log. */
async function makeLink(
  { stores, config, now }: Pick<WriteContext, 'stores' | 'config' | 'now'>,
  { userId, token, expires_at }: { userId: string | null; token: string; expires_at: Instant },
): Promise<string> {
  await stores.resets.replace({ token_hash: hashOf(token), user_id: userId, expires_at }, now)
  return `${publicAddress(config)}/reset-password#${token}`
}

/** Queues the letter with the link to choose a new password. The caller wakes the queue after the commit. */
export async function queueResetLetter(
  context: Pick<WriteContext, 'stores' | 'config' | 'now'>,
  { id, to, username, language, isNobody = false }: Addressee,
): Promise<void> {
  const token = newRefreshToken()
  const expires_at = instantOf(msOf(context.now) + LETTER_MINUTES * 60_000)
  const link = await makeLink(context, { userId: id, token, expires_at })
  const letter = { kind: 'passwordReset', link, token, minutes: LETTER_MINUTES } as const
  await queueMail(context, { userId: id, key: `password-reset/${hashOf(token)}`, to, username, language, letter, expires_at, isNobody })
}

/** [PERSON-8] Makes a link that whoever administers the server hands over. It is valid once, for a day. */
export function makePrintedLink(context: Pick<WriteContext, 'stores' | 'config' | 'now'>, userId: string): Promise<string> {
  const expires_at = instantOf(msOf(context.now) + DAY_MS)
  return makeLink(context, { userId, token: `${PRINTED}${newRefreshToken()}`, expires_at })
}
