import { randomUUID } from 'node:crypto'
import type { Instant } from '../../shared/model/instant'
import type { Language } from '../i18n/messages'
import type { WriteContext } from '../transaction/context'
import type { Letter } from './letters/letter'
import { encrypt } from '../auth/encryption'

export interface Addressed {
  to: string
  language: Language
  letter: Letter
  /** The user name of the account that it is about; `''` if there is none. */
  username: string
}
/** The part that is encrypted until it is sent. */
export type SealedLetter = Addressed & { gym: string | null }
export interface Queued extends Addressed {
  /** The account that it is about; null: nobody's. */
  userId: string | null
  /** The same letter is queued once, however often its transaction runs. */
  key: string
  /** It is not sent after this time. */
  expires_at: Instant
  /** A letter to nobody is written like any other and never sent, so that the time tells nobody whether an account exists. */
  isNobody?: boolean
}

/** Queues a letter in the transaction of its cause; `services.mailQueue.wake()` after the commit sends it at once. */
export async function queueMail(
  { stores, now, config }: Pick<WriteContext, 'stores' | 'now' | 'config'>,
  { key, userId, expires_at, isNobody = false, ...addressed }: Queued,
): Promise<void> {
  const sealed: SealedLetter = { ...addressed, gym: await stores.walls.onlyGymName() }
  await stores.mails.queue(
    {
      id: randomUUID(),
      user_id: userId,
      kind: addressed.letter.kind,
      key,
      expires_at,
      sealed: encrypt(JSON.stringify(sealed), config.jwtSecret, 'mail'),
      ...(isNobody ? { done_at: now } : {}),
    },
    now,
  )
}
