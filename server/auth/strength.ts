import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary as common } from '@zxcvbn-ts/language-common'
import { dictionary as english } from '@zxcvbn-ts/language-en'
import { dictionary as french } from '@zxcvbn-ts/language-fr'

/** The time that guessing takes to estimate grows with the square of the length; what is strong up to here is strong. */
const LOOKED_AT = 64

const commonPasswords = new Set(common['passwords-common'].map(password => password.toLowerCase()))
const zxcvbn = new ZxcvbnFactory({ dictionary: { ...common, ...english, ...french }, graphs: adjacencyGraphs })

export const isCommon = (password: string): boolean => commonPasswords.has(password.toLowerCase())

/** zxcvbn's 0 to 4, with the French and the English dictionary. */
export const scoreOf = (password: string, words: readonly string[]): number => zxcvbn.check(password.slice(0, LOOKED_AT), [...words]).score
