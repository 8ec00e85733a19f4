import fc from 'fast-check'
import * as encoding from 'lib0/encoding'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import { summaryOf, type SummaryLimits } from './updateSummary'

const anything: SummaryLimits = { changes: 10_000, mayCarry: () => true }
const note = (doc: Y.Doc, hold = 101) => doc.getText(noteRoot(hold))

/** One struct or delete after the other, as the numbers say. */
function written(...numbers: (number | string)[]): Uint8Array {
  const encoder = encoding.createEncoder()
  for (const item of numbers) {
    if (typeof item === 'string') encoding.writeVarString(encoder, item)
    else encoding.writeVarUint(encoder, item)
  }
  return encoding.toUint8Array(encoder)
}

/** The summary that Yjs itself reads in the update. */
function readByYjs(update: Uint8Array) {
  const { structs, ds } = Y.decodeUpdate(update)
  const ends = Y.parseUpdateMeta(update)
  return {
    structs: [...ends.to].map(([client, to]) => ({ client, from: ends.from.get(client) ?? 0, to })),
    deletes: [...ds.clients].flatMap(([client, items]) => items.map(({ clock, len }) => ({ client, from: clock, to: clock + len }))),
    count: structs.length,
  }
}
const sorted = <T extends { client: number; from: number }>(stretches: readonly T[]) =>
  [...stretches].sort((a, b) => a.client - b.client || a.from - b.from)

const step = fc.record({
  who: fc.nat(2),
  what: fc.constantFrom('type', 'erase', 'mark', 'unmark', 'share'),
  at: fc.nat(40),
  text: fc.string({ minLength: 1, maxLength: 6 }),
})

test('[LIMIT-22] a summary says of any honest update what Yjs reads in it', () => {
  fc.assert(fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
    const docs = [1, 2, 3].map((clientID) => Object.assign(new Y.Doc(), { clientID }))
    const updates: Uint8Array[] = []
    for (const doc of docs) doc.on('update', (update: Uint8Array) => updates.push(update))
    for (const { who, what, at, text } of steps) {
      const doc = docs[who]
      if (!doc) continue
      const there = note(doc)
      if (what === 'type') there.insert(at % (there.length + 1), text)
      else if (what === 'erase' && there.length > 0) there.delete(at % there.length, 1)
      else if (what === 'mark') doc.getMap(SHEET_MARKS).set(`m${at % 5}`, { text })
      else if (what === 'unmark') doc.getMap(SHEET_MARKS).delete(`m${at % 5}`)
      else if (what === 'share') for (const other of docs) Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
    }
    for (const update of [...updates, ...docs.map(doc => Y.encodeStateAsUpdate(doc))]) {
      const { structs, deletes, changes } = summaryOf(update, anything)
      const read = readByYjs(update)
      expect(sorted(structs)).toEqual(sorted(read.structs))
      expect(sorted(deletes)).toEqual(sorted(read.deletes))
      expect(changes).toBeGreaterThanOrEqual(read.count + read.deletes.length)
    }
  }), { numRuns: 300, seed: 7 })
})

describe('[LIMIT-22] a summary refuses', () => {
  const client = 7
  const cases: [string, Uint8Array, string][] = [
    ['garbage structs, which no document here makes', written(1, 1, client, 0, 0, 1, 0), 'content'],
    ['a stretch that is left out', written(1, 1, client, 0, 10, 5, 0), 'gap'],
    ['a client that comes twice', written(2, 1, client, 0, 4, 1, 'r', 'x', 1, client, 1, 4, 1, 'r', 'x', 0), 'update'],
    ['a struct that builds on itself', written(1, 1, client, 3, 0x84, client, 3, 'x', 0), 'update'],
    ['a struct in a nested type', written(1, 1, client, 0, 4, 0, 9, 9, 'x', 0), 'content'],
    ['a struct without length', written(1, 1, client, 0, 1, 1, 'r', 0, 0), 'update'],
    ['a clock beyond all lifetimes', written(1, 1, client, 0, 1, 1, 'r', 2 ** 45, 0), 'update'],
    ['deletes that overlap', written(0, 1, client, 2, 0, 5, 3, 4), 'update'],
    ['a delete of nothing', written(0, 1, client, 1, 10, 0), 'update'],
    ['more bytes than it needs', written(0, 0, 1), 'update'],
    ['fewer bytes than it says', written(1, 200), 'update'],
    ['no bytes at all', Uint8Array.from([]), 'update'],
  ]
  test.each(cases)('%s', (_, update, key) => {
    expect(() => summaryOf(update, anything)).toThrow(expect.objectContaining({ code: 'invalid', params: { key } }))
  })

  test('more changes than it may read, without reading on', () => {
    const doc = new Y.Doc()
    for (let mark = 0; mark < 50; mark++) doc.getMap(SHEET_MARKS).set(`m${mark}`, {})
    expect(() => summaryOf(Y.encodeStateAsUpdate(doc), { ...anything, changes: 20 })).toThrow(
      expect.objectContaining({ code: 'too_large', params: { key: 'changes' } }),
    )
  })

  test('contents that the document may not have', () => {
    const doc = new Y.Doc()
    note(doc).insert(0, 'x')
    expect(() => summaryOf(Y.encodeStateAsUpdate(doc), { ...anything, mayCarry: kind => kind !== 'string' })).toThrow(
      expect.objectContaining({ params: { key: 'content' } }),
    )
  })
})

test('[LIMIT-22] a summary counts what was written at one place, because Yjs compares each of it with each', () => {
  const doc = new Y.Doc()
  note(doc).insert(0, 'end')
  const before = Y.encodeStateVector(doc)
  for (let at = 0; at < 30; at++) note(doc).insert(0, 'x')
  expect(summaryOf(Y.encodeStateAsUpdate(doc, before), anything).mostAtOnePlace).toBe(30)
  note(doc).insert(doc.getText(noteRoot(101)).length, 'typed')
  expect(summaryOf(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc)), anything).mostAtOnePlace).toBe(0)
})
