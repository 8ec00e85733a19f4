import { afterAll, expect, test } from 'vitest'
import { createPasswordJudge } from './passwordJudge'
import { requireStrongPassword } from './passwordPolicy'

const judge = createPasswordJudge()
afterAll(() => judge.close())

const person = { email: 'lezard.souple@example.org', username: 'Écailles', full_name: 'Léa Margouillat' }
const reasonFor = async (password: string): Promise<unknown> => {
  try {
    await requireStrongPassword(password, person, { judge, claimant: { payer: 'person' } })
    return null
  } catch (error) {
    return (error as { params: { reason: string } }).params.reason
  }
}

test.each([
  ['prise-verte-du-fond-7', null],
  ['  espaces devant et derrière ', null],
  ['correct horse battery staple', null],
  [`${'tram velours '.repeat(9)}fin?`, null],
  ['Zq7!pX2', 'short'],
  ['x'.repeat(129), 'long'],
  ['password1', 'common'],
  ['Motdepasse', 'common'],
  ['azertyuiop', 'common'],
  ['soleilsoleil', 'guessable'],
  ['escalade2024', 'guessable'],
  ['a'.repeat(128), 'guessable'],
  ['ecailles-du-toit-rouge-4', 'personal'],
  ['mon MARGOUILLAT vert 77', 'personal'],
  ['xx lezard.souple@example.org xx', 'personal'],
])('[ACCOUNT-8] %s is judged: %s', async (password, reason) => {
  expect(await reasonFor(password)).toBe(reason)
})

test('[LIMIT-50] a password whose estimate takes too long counts as easy to guess', async () => {
  const tooSlow = { strengthOf: () => Promise.resolve(null), close: () => Promise.resolve() }
  await expect(
    requireStrongPassword('prise-verte-du-fond-7', person, { judge: tooSlow, claimant: { payer: 'person' } }),
  ).rejects.toMatchObject({ code: 'weak_password', params: { reason: 'guessable' } })
})
