import { normalise } from './text'

const PASSWORD_MIN = 8
const PASSWORD_MAX = 128
/** Shorter words stand in too many good passwords by chance. */
const WORD_MIN = 4

export interface PersonWords {
  email?: string | null
  username?: string
  full_name?: string
}

/** A stranger's first tries: the names and the address, whole and in pieces. */
export function personalWords({ email, username, full_name }: PersonWords): string[] {
  const pieces = [email, email?.split('@')[0], username, full_name].flatMap(text => (text ? [text, ...text.split(/[\s._@+-]+/)] : []))
  return [...new Set(pieces.map(piece => normalise(piece)))].filter(word => word.length >= WORD_MIN)
}

/** [ACCOUNT-8] What is wrong with a password as far as can be told without a dictionary; null if nothing. */
export function passwordFault(password: string, person: PersonWords): 'short' | 'long' | 'personal' | null {
  if ([...password].length < PASSWORD_MIN) return 'short'
  if ([...password].length > PASSWORD_MAX) return 'long'
  const text = normalise(password)
  return personalWords(person).some(word => text.includes(word)) ? 'personal' : null
}
