import * as encoding from 'lib0/encoding'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { limits } from '../../shared/limits'
import { bringsNothing, requireAdmissible } from './checkSummary'
import { FIRST_SERVER_CLIENT, MissingDependencies } from './scratchDocument'
import { summaryOf } from './updateSummary'

const summary = (update: Uint8Array) => summaryOf(update, { changes: limits.yjsChanges, mayCarry: () => true })
const note = (doc: Y.Doc) => doc.getText(noteRoot(101))
const docOf = (...updates: Uint8Array[]) => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc
}
/** The update that the document's next edit sends. */
function editOf(doc: Y.Doc, edit: () => void): Uint8Array {
  const sent: Uint8Array[] = []
  const keep = (update: Uint8Array) => sent.push(update)
  doc.on('update', keep)
  edit()
  doc.off('update', keep)
  return Y.mergeUpdates(sent)
}
/** One struct under each of so many client ids, as Yjs would write it. */
function manyClients(count: number, first = 1): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, count)
  for (let client = first; client < first + count; client++) {
    const oneStruct = [1, client, 0]
    for (const number of oneStruct) encoding.writeVarUint(encoder, number)
    encoding.writeUint8(encoder, 4)
    encoding.writeVarUint(encoder, 1)
    encoding.writeVarString(encoder, noteRoot(101))
    encoding.writeVarString(encoder, 'x')
  }
  encoding.writeVarUint(encoder, 0)
  return encoding.toUint8Array(encoder)
}

test('[LIMIT-21] an update that builds on what the document does not have is a gap, whatever it builds on', () => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  note(mine).insert(0, 'bonjour')
  const first = Y.encodeStateAsUpdate(mine)
  const second = editOf(mine, () => note(mine).insert(7, ' !'))
  const erased = editOf(mine, () => note(mine).delete(0, 3))
  Y.applyUpdate(theirs, first)
  const onMine = editOf(theirs, () => note(theirs).insert(2, 'x'))
  for (const update of [second, erased, onMine]) {
    expect(() => requireAdmissible(summary(update), new Y.Doc())).toThrow(MissingDependencies)
    expect(() => requireAdmissible(summary(update), docOf(first))).not.toThrow()
  }
  expect(() => requireAdmissible(summary(Y.mergeUpdates([first, onMine, erased])), new Y.Doc())).not.toThrow()
})

test('[LIMIT-21] an update brings at most 20 client ids that the document does not know', () => {
  const known = docOf(manyClients(30))
  const taken = Y.mergeUpdates([manyClients(30), manyClients(20, 1000)])
  expect(() => requireAdmissible(summary(taken), known)).not.toThrow()
  expect(() => requireAdmissible(summary(manyClients(21, 1000)), known)).toThrow(
    expect.objectContaining({ code: 'invalid', params: { key: 'clients' } }),
  )
})

test('[LIMIT-21] a document takes no new client ids beyond its limit, and goes on taking edits under those it has', () => {
  const doc = docOf(manyClients(limits.documentClients))
  expect(() => requireAdmissible(summary(manyClients(1, 2 ** 30)), doc)).toThrow(
    expect.objectContaining({ code: 'too_large', params: { key: 'clients' } }),
  )
  const one = docOf(Y.encodeStateAsUpdate(doc))
  one.clientID = 1
  const edit = editOf(one, () => note(one).insert(0, 'still'))
  expect(() => requireAdmissible(summary(edit), doc)).not.toThrow()
})

test('[LIMIT-21] nobody writes under the ids that only the server gives itself', () => {
  const doc = Object.assign(new Y.Doc(), { clientID: FIRST_SERVER_CLIENT + 1 })
  note(doc).insert(0, 'x')
  const update = Y.encodeStateAsUpdate(doc)
  expect(() => requireAdmissible(summary(update), new Y.Doc())).toThrow(expect.objectContaining({ params: { key: 'client' } }))
  expect(() => requireAdmissible(summary(update), docOf(update))).not.toThrow()
})

test('[LIMIT-21] a hundred insertions at one place are typing, more are not', () => {
  const doc = new Y.Doc()
  note(doc).insert(0, 'end')
  const there = docOf(Y.encodeStateAsUpdate(doc))
  const before = Y.encodeStateVector(doc)
  for (let at = 0; at < 100; at++) note(doc).insert(0, 'x')
  expect(() => requireAdmissible(summary(Y.encodeStateAsUpdate(doc, before)), there)).not.toThrow()
  note(doc).insert(0, 'x')
  expect(() => requireAdmissible(summary(Y.encodeStateAsUpdate(doc, before)), there)).toThrow(
    expect.objectContaining({ code: 'invalid', params: { key: 'update' } }),
  )
})

test('[LIMIT-20] who only reads brings nothing: neither a struct nor a delete that the document does not have', () => {
  const doc = new Y.Doc()
  note(doc).insert(0, 'bonjour à tous')
  note(doc).delete(2, 3)
  const reader = docOf(Y.encodeStateAsUpdate(doc))
  expect(bringsNothing(summary(Y.encodeStateAsUpdate(reader)), doc)).toBe(true)
  expect(bringsNothing(summary(Uint8Array.from([0, 0])), doc)).toBe(true)
  const erased = editOf(reader, () => note(reader).delete(0, 1))
  expect(bringsNothing(summary(erased), doc)).toBe(false)
  const typed = editOf(reader, () => note(reader).insert(0, 'x'))
  expect(bringsNothing(summary(typed), doc)).toBe(false)
  expect(bringsNothing(summary(Uint8Array.from([0, 1, 200, 1, 1, 0, 5])), doc)).toBe(false)
})
