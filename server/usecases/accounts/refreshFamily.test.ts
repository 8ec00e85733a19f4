import { expect, test } from 'vitest'
import { instantOf } from '../../../shared/model/instant'
import type { FamilyToken } from '../../db/stores/accounts/tokens'
import { isHeldByTwo } from './refreshFamily'

const SECOND = 1000
const at = (seconds: number) => instantOf(Date.UTC(2026, 2, 1) + seconds * SECOND)
/** `P>A@5` is a token A traded for P and first used after 5 seconds. */
const family = (text: string): FamilyToken[] => text.split(' ').map((word) => {
  const [, parent_hash = null, token_hash = '', used = null] = /^(?:(\w+)>)?(\w+)(?:@(\d+))?$/.exec(word) ?? []
  return { token_hash, parent_hash, used_at: used === null ? null : at(Number(used)) }
})

test.each([
  ['the newest token', 'P@0 P>A@600 A>B', 'B', 1200, false],
  ['a lost answer, however late', 'P@0 P>A', 'P', 9000, false],
  ['the sibling that came of it', 'P@0 P>A P>B', 'B', 9000, false],
  ['a second page within ten seconds', 'P@0 P>A@600 P>B', 'B', 609, false],
  ['the parent within ten seconds of its successor’s use', 'P@0 P>A@600 A>B', 'P', 609, false],
  ['the parent after them', 'P@0 P>A@600 A>B', 'P', 611, true],
  ['a sibling after the other was used for long', 'P@0 P>A@600 A>C P>B', 'B', 611, true],
  ['the branch that goes on where the other ended', 'P@0 P>A@600 A>C P>B@605 B>D', 'D', 1200, false],
  ['a branch beside another that also goes on', 'P@0 P>A@600 A>C@1190 C>E P>B@605 B>D', 'D', 1200, true],
  ['a branch whose beginning is forgotten', 'X>A@600 A>B', 'B', 1200, false],
])('[LIMIT-56] a session is told to be held by two people, or by one, from %s', (_what, tokens, presented, seconds, expected) => {
  const all = family(tokens)
  const token = all.find(({ token_hash }) => token_hash === presented)
  if (!token) throw new Error('no such token')
  expect(isHeldByTwo(all, token, at(seconds))).toBe(expected)
})
