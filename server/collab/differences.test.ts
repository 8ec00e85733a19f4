import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { Differences } from './differences'

const nothing = Y.encodeStateVector(new Y.Doc())
const yes = () => true
const note = (doc: Y.Doc) => doc.getText(noteRoot(101))
const saying = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return note(doc).toString()
}
function documentWith(text: string) {
  const doc = new Y.Doc()
  note(doc).insert(0, text)
  return { doc, differences: new Differences(doc) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[LIMIT-24] whoever has nothing gets the whole document, encoded once for all', async () => {
  const { differences } = documentWith('bonjour')
  const [first, second] = [await differences.answer(nothing, yes), await differences.answer(nothing, yes)]
  expect(saying(first)).toBe('bonjour')
  expect(second).toBe(first)
})

test('[LIMIT-24] a document that changes all the time is encoded as a whole four times a second, and nobody gets less than there was', async () => {
  const { doc, differences } = documentWith('a')
  await differences.answer(nothing, yes)
  const answers: Promise<Uint8Array>[] = []
  for (const letter of 'bcdefghij') {
    note(doc).insert(note(doc).length, letter)
    answers.push(differences.answer(nothing, yes))
  }
  await vi.advanceTimersByTimeAsync(250)
  const got = await Promise.all(answers)
  expect(new Set(got).size).toBe(1)
  expect(saying(got[0] ?? nothing)).toBe('abcdefghij')
})

test('[LIMIT-24] who stands where others stand shares their answer, until the document changes', async () => {
  const { doc, differences } = documentWith('bonjour')
  const copy = Y.encodeStateAsUpdate(doc)
  const vector = Y.encodeStateVector(doc)
  note(doc).insert(7, ' !')
  const asked = vi.fn(yes)
  const [first, second] = [await differences.answer(vector, asked), await differences.answer(vector, asked)]
  expect(second).toBe(first)
  expect(asked).toHaveBeenCalledTimes(1)
  note(doc).delete(0, 3)
  const third = await differences.answer(vector, asked)
  expect(asked).toHaveBeenCalledTimes(2)
  expect([saying(copy, first), saying(copy, third)]).toEqual(['bonjour !', 'jour !'])
})

test('[LIMIT-24] whoever may have nothing compared any more gets the whole document', async () => {
  const { doc, differences } = documentWith('bonjour')
  const copy = Y.encodeStateAsUpdate(doc)
  const vector = Y.encodeStateVector(doc)
  note(doc).insert(7, ' !')
  expect(saying(await differences.answer(vector, () => false))).toBe('bonjour !')
  expect(saying(copy, await differences.answer(vector, () => false))).toBe('bonjour !')
})

test('a vector that is none is refused', async () => {
  const { differences } = documentWith('bonjour')
  await expect(differences.answer(Uint8Array.from([200, 1]), yes)).rejects.toThrow()
})
