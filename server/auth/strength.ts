import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { dictionary as french } from '@zxcvbn-ts/language-fr'

/** The estimate's time grows with the square of the length. A password that is strong up to here is strong. */
const LOOKED_AT = 32

export interface Question {
  password: string
  /** Words that a stranger would try first. */
  words: readonly string[]
}
export interface Strength {
  isCommon: boolean
  /** The score of zxcvbn, from 0 to 4. */
  score: number
}

const commonPasswords = new Set(common['passwords-common'].map(password => password.toLowerCase()))
const zxcvbn = new ZxcvbnFactory({ dictionary: { ...common, ...english, ...french }, graphs: adjacencyGraphs })

/**
 * Estimates how hard a password is to guess, with the French and the English dictionary. It may take a second: never
 * call it on the event loop.
 */
export const strengthOf = ({ password, words }: Question): Strength => ({
  isCommon: commonPasswords.has(password.toLowerCase()),
  score: zxcvbn.check(password.slice(0, LOOKED_AT), [...words]).score,
})
