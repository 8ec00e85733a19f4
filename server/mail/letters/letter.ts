import type { Instant } from '../../../shared/model/instant'
import type { Language } from '../../i18n/messages'
import { accountLeaving } from './accountLeaving'
import { confirmEmail } from './confirmEmail'
import { emailAsked } from './emailAsked'
import { emailChanged } from './emailChanged'
import { factorReset } from './factorReset'
import { invitation } from './invitation'
import { renderMail } from './layOut'
import { newDevice } from './newDevice'
import { passkeyAdded } from './passkeyAdded'
import { passkeyRemoved } from './passkeyRemoved'
import { passwordChanged } from './passwordChanged'
import { passwordReset } from './passwordReset'
import { recoveryUsed } from './recoveryUsed'

/** What is sent by mail. Times are told in the gym's words, so they come as they are. */
export type Letter =
  | { kind: 'passwordReset'; link: string; token: string; minutes: number }
  | { kind: 'passwordChanged'; at: Instant }
  | { kind: 'newDevice'; device: string; at: Instant }
  | { kind: 'passkeyAdded'; name: string; at: Instant }
  | { kind: 'passkeyRemoved'; name: string; at: Instant }
  | { kind: 'recoveryUsed'; left: number; at: Instant }
  | { kind: 'factorReset'; at: Instant }
  /** The account is deleted then. */
  | { kind: 'accountLeaving'; at: Instant }
  /** To the old address, while the new one is not confirmed. */
  | { kind: 'emailAsked'; newEmail: string }
  /** To the old address. */
  | { kind: 'emailChanged'; newEmail: string; at: Instant }
  /** To the new address. */
  | { kind: 'confirmEmail'; link: string }
  | { kind: 'invitation'; link: string; from: string }

/** A letter's words, before they are laid out. */
export interface Words {
  subject: string
  /** Paragraphs, plain text. */
  before: readonly string[]
  action?: { label: string; link: string }
  after?: readonly string[]
}
/** Who reads it, and which gym it comes from. */
export interface Reader {
  language: Language
  /** Null where the server does not know one gym alone. */
  gym: string | null
  /** `''` where the letter is about no account. */
  username: string
}
export type MailTemplate<K extends Letter['kind']> = Record<Language, (letter: Extract<Letter, { kind: K }>, reader: Reader) => Words>

const wordings: { [K in Letter['kind']]: MailTemplate<K> } = {
  passwordReset,
  passwordChanged,
  newDevice,
  passkeyAdded,
  passkeyRemoved,
  recoveryUsed,
  factorReset,
  accountLeaving,
  emailAsked,
  emailChanged,
  confirmEmail,
  invitation,
}

export function renderLetter<K extends Letter['kind']>(
  letter: Extract<Letter, { kind: K }>,
  reader: Reader,
): { subject: string; text: string; html: string } {
  const wording = wordings[letter.kind] as MailTemplate<K>
  return renderMail(wording[reader.language](letter, reader), reader)
}
