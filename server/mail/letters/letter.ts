import type { Instant } from '../../../shared/model/instant'
import type { Language } from '../../i18n/messages'
import { accountLeaving } from './accountLeaving'
import { confirmEmail } from './confirmEmail'
import { emailAsked } from './emailAsked'
import { emailChanged } from './emailChanged'
import { factorReset } from './factorReset'
import { invitation } from './invitation'
import { renderMail } from './renderMail'
import { newDevice } from './newDevice'
import { passkeyAdded } from './passkeyAdded'
import { passkeyRemoved } from './passkeyRemoved'
import { passwordChanged } from './passwordChanged'
import { passwordReset } from './passwordReset'
import { recoveryUsed } from './recoveryUsed'

/** The kinds of letters. Times come as text in the gym's words. */
export type Letter =
  | { kind: 'passwordReset'; link: string; token: string; minutes: number }
  | { kind: 'passwordChanged'; at: Instant }
  | { kind: 'newDevice'; device: string; at: Instant }
  | { kind: 'passkeyAdded'; name: string; at: Instant }
  | { kind: 'passkeyRemoved'; name: string; at: Instant }
  | { kind: 'recoveryUsed'; left: number; at: Instant }
  | { kind: 'factorReset'; at: Instant }
  /** The time when the account is deleted. */
  | { kind: 'accountLeaving'; at: Instant }
  /** Goes to the old address, while the new one is not confirmed. */
  | { kind: 'emailAsked'; newEmail: string }
  /** Goes to the old address. */
  | { kind: 'emailChanged'; newEmail: string; at: Instant }
  /** Goes to the new address. */
  | { kind: 'confirmEmail'; link: string }
  | { kind: 'invitation'; link: string; from: string }

/** A letter's words, before they are laid out. */
export interface Words {
  subject: string
  /** Paragraphs of plain text. */
  before: readonly string[]
  action?: { label: string; link: string }
  after?: readonly string[]
}
/** The reader, and the gym that sends it. */
export interface Reader {
  language: Language
  /** Null unless the server knows exactly one gym. */
  gym: string | null
  /** `''` if the letter is about no account. */
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
