import { randomBytes } from 'node:crypto'
import { hashOf } from './tokens'

const CODES = 10
/** Letters and digits without those that look like others: i, l, o, u. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz'
/** 120 random bits, so that a plain hash keeps them safe (ASVS 6.5.2). */
const LENGTH = 24

/** Writes a code as `k7m2p9-…`, in four groups of six. */
export const newRecoveryCodes = (): string[] => Array.from({ length: CODES }, () =>
  [...randomBytes(LENGTH)].map(byte => LETTERS[byte % 32]).join('').replace(/.{6}(?=.)/g, '$&-'))

/** Reads a code as people type it: dashes, spaces and capitals do not matter, nor does a letter that looks like another. */
export const recoveryHashOf = (typed: string): string =>
  hashOf(typed.toLowerCase().replace(/[^a-z0-9]/g, '').replace(/[il]/g, '1').replace(/o/g, '0'))
