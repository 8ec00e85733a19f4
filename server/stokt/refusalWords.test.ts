import { expect, test } from 'vitest'
import { refusalWords } from './refusalWords'

const wordsIn = (body: unknown) => refusalWords(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)))

test('[STOKT-19] Stokt’s words are read from its refusal, in one line of bounded length', () => {
  expect(wordsIn({ nonFieldErrors: ['Too many climbs.', 'Come\nback\u0000 later.'] })).toBe('Too many climbs. Come back later.')
  expect(wordsIn({ name: ['Too short.'], grade: 'Unknown.' })).toBe('name: Too short. grade: Unknown.')
  expect(wordsIn({ detail: 'x'.repeat(5_000) })).toHaveLength(300)
})

test.each([[''], ['<!doctype html>'], ['[1, 2]'], ['{"a": {"b": 1}}'], ['{}'], ['null']])('[STOKT-19] %j has no words', (body) => {
  expect(wordsIn(body)).toBeNull()
})
