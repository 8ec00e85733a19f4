import { expect, it } from 'vitest'
import { passwordHint } from './passwordHint'

const person = { username: 'dwarfito', email: 'remi@example.org' }

it.each([
  ['', 'empty'],
  ['court', 'short'],
  ['x'.repeat(129), 'long'],
  ['je-suis-Dwarfito', 'personal'],
  ['prise4verte', 'fair'],
  ['aaaaaaaaaaaaaaaaaaaa', 'fair'],
  ['trois chats sur un pan', 'good'],
])('[ACCOUNT-8] %j is %s', (password, hint) => {
  expect(passwordHint(password, person)).toBe(hint)
})
