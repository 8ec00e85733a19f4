import { hash } from '@node-rs/bcrypt'
import { describe, expect, test } from 'vitest'
import { matchesBcrypt } from './bcryptHash'
import { createPasswords } from './passwords'

const PASSWORD = 'prise-du-vieux-pan'
const claimant = { payer: 'someone' }

/** Counts what is compared with a bcrypt hash. */
function counting(hasBcrypt: boolean) {
  const asked: string[] = []
  const passwords = createPasswords({
    hasBcrypt: async () => hasBcrypt,
    matchesBcrypt: (stored, password) => {
      asked.push(stored)
      return matchesBcrypt(stored, password)
    },
  })
  return { passwords, asked }
}

describe('passwords of the Python server', () => {
  test('[MOVE-8] are compared by 72 bytes, and are outdated', async () => {
    const { passwords } = counting(true)
    const long = `${'é'.repeat(35)}ab`
    const stored = await hash(Buffer.from(long), 4)
    expect(Buffer.byteLength(long)).toBe(72)
    expect(await passwords.verify(stored, long, claimant)).toBe(true)
    expect(await passwords.verify(stored, `${long}and more`, claimant)).toBe(true)
    expect(await passwords.verify(stored, long.slice(0, -1), claimant)).toBe(false)
    expect(passwords.isOutdated(stored)).toBe(true)
    expect(passwords.isOutdated(await passwords.hash(PASSWORD))).toBe(false)
  })

  test('[MOVE-9] make every wrong one compare with both kinds of hash, and a right one not', async () => {
    const { passwords, asked } = counting(true)
    const [old, own] = [await hash(PASSWORD, 4), await passwords.hash(PASSWORD)]
    for (const stored of [null, own, old]) {
      asked.length = 0
      expect(await passwords.verify(stored, 'a wrong one', claimant)).toBe(false)
      expect(asked).toHaveLength(1)
    }
    expect(asked).toEqual([old])
    asked.length = 0
    expect(await passwords.verify(own, PASSWORD, claimant)).toBe(true)
    expect(asked).toEqual([])
  })

  test('[MOVE-9] cost nothing where no account has one', async () => {
    const { passwords, asked } = counting(false)
    for (const stored of [null, await passwords.hash(PASSWORD)]) expect(await passwords.verify(stored, 'a wrong one', claimant)).toBe(false)
    expect(asked).toEqual([])
  })
})
