import { randomUUID } from 'node:crypto'
import type { Instant } from '../../shared/model/instant'
import type { Language } from '../i18n/messages'
import type { WriteContext } from '../usecases/context'
import type { Letter } from './letters/letter'
import { encrypt } from '../auth/encryption'

export interface Addressed {
  to: string
  language: Language
  letter: Letter
  /** Of the account that it is about; `''` where there is none. */
  username: string
}
/** What is sealed until it is sent. */
export type SealedLetter = Addressed & { gym: string | null }
export interface Queued extends Addressed {
  /** Whose account it tells of; null: nobody's. */
  userId: string | null
  /** The same letter is queued once, however often its transaction runs. */
  key: string
  /** Not sent after. */
  expires_at: Instant
  /** Written as any other, and never sent: so that nobody learns from the time it takes whether an account exists. */
  isNobody?: boolean
}

/** Queues a letter in the transaction of what it tells of; `services.mailQueue.wake()` after the commit sends it at once. */
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
