import { expect, it } from 'vitest'
import { usernameKey } from './username'

it.each([
  ['Éric', 'eric'],
  ['Jo Bloc', 'jobloc'],
  ['jo\u200bbloc', 'JoBloc'],
  ['ＪＯ', 'jo'],
])('[USER-1] %j and %j are the same name', (one, other) => {
  expect(usernameKey(one)).toBe(usernameKey(other))
})

it.each([['eric', 'erick'], ['jo.bloc', 'jobloc'], ['🗿', '🧗']])('[USER-1] %j and %j are two names', (one, other) => {
  expect(usernameKey(one)).not.toBe(usernameKey(other))
})

it('[USER-1] keeps nothing of a name that cannot be seen', () => {
  expect(usernameKey(' \u200b\u200d ')).toBe('')
})
