import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { draftKey, eraseDrafts, keepDraft, keptDraft, takeOverDraft } from './drafts'

beforeEach(() => {
  const kept: Record<string, string> = {}
  // Its keys are its own fields, as in a browser; its methods are not.
  vi.stubGlobal('localStorage', Object.defineProperties(kept, {
    getItem: { value: (key: string) => kept[key] ?? null },
    setItem: { value: (key: string, value: string) => void (kept[key] = value) },
    removeItem: { value: (key: string) => void delete kept[key] },
  }))
})
afterEach(() => {
  vi.unstubAllGlobals()
})

test('[LOCAL-7] what a guest drew becomes the draft of who logs in, and is nobody else’s', () => {
  const [guests, mine, others] = [draftKey(null, 'f1'), draftKey('u1', 'f1'), draftKey('u2', 'f1')]
  keepDraft(guests, 'drawn')
  takeOverDraft(guests, mine)
  takeOverDraft(guests, others)
  expect([guests, mine, others].map(keptDraft)).toEqual([null, 'drawn', null])
})

test('[LOCAL-7] whoever has a draft of their own keeps it', () => {
  keepDraft(draftKey(null, 'f1'), 'a guest’s')
  keepDraft(draftKey('u1', 'f1'), 'mine')
  takeOverDraft(draftKey(null, 'f1'), draftKey('u1', 'f1'))
  expect([draftKey(null, 'f1'), draftKey('u1', 'f1')].map(keptDraft)).toEqual(['a guest’s', 'mine'])
})

test('[LOCAL-7] logging out takes one’s own along, of new climbs and changed ones, and leaves others’', () => {
  const all = [draftKey('u1', 'f1'), draftKey('u1', 'f2', 'c1'), draftKey('u12', 'f1'), draftKey(null, 'f1')]
  for (const key of all) keepDraft(key, 'drawn')
  eraseDrafts('u1')
  expect(all.map(keptDraft)).toEqual([null, null, 'drawn', 'drawn'])
})

test('[LOCAL-7] a browser that keeps nothing breaks nothing', () => {
  vi.stubGlobal('localStorage', undefined)
  keepDraft(draftKey('u1', 'f1'), 'drawn')
  eraseDrafts('u1')
  expect(keptDraft(draftKey('u1', 'f1'))).toBeNull()
})
