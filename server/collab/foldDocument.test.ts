import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { noteRoot, SHEET_MARKS, voteKey, VOTES_MAP } from '../../shared/documents'
import { foldDocument } from './foldDocument'

const pin = { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: 'x', by: 'u' }
const loaded = (update: Uint8Array) => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

test('[LIMIT-27] a sheet that is made anew says what it said and has one client id', () => {
  const updates = Array.from({ length: 30 }, (_, at) => {
    const doc = new Y.Doc()
    doc.getText(noteRoot(100 + at % 3)).insert(0, `${at} `)
    doc.getMap(SHEET_MARKS).set(`m${at}`, pin)
    if (at % 2 === 0) doc.getMap(SHEET_MARKS).delete(`m${at}`)
    return Y.encodeStateAsUpdate(doc)
  })
  const was = loaded(Y.mergeUpdates(updates))
  const { snapshot, content } = foldDocument('sheet', updates)
  const now = loaded(snapshot)
  for (const hold of [100, 101, 102]) expect(now.getText(noteRoot(hold)).toString()).toBe(was.getText(noteRoot(hold)).toString())
  expect(now.getMap(SHEET_MARKS).toJSON()).toEqual(was.getMap(SHEET_MARKS).toJSON())
  expect([was.store.clients.size, now.store.clients.size]).toEqual([30, 1])
  expect(Object.keys(content?.marks ?? {})).toHaveLength(15)
})

test('[LIMIT-27] texts that no database stores are cleaned, and what is no mark is left out', () => {
  const doc = new Y.Doc()
  doc.getText(noteRoot(100)).insert(0, 'a\0b')
  doc.getMap(SHEET_MARKS).set('good', pin)
  doc.getMap(SHEET_MARKS).set('bad', { kind: 'circle' })
  const { content } = foldDocument('sheet', [Uint8Array.from([9, 9, 9]), Y.encodeStateAsUpdate(doc)])
  expect(content).toEqual({ notes: { 100: 'ab' }, marks: { good: pin } })
})

test('[LIMIT-27] votes that are made anew keep every key', () => {
  const doc = new Y.Doc()
  doc.getMap(VOTES_MAP).set(voteKey(100, 'grip_type'), 'bac')
  doc.getMap(VOTES_MAP).set(voteKey(100, 'condition'), '')
  const { snapshot, content } = foldDocument('votes', [Y.encodeStateAsUpdate(doc)])
  expect(loaded(snapshot).getMap(VOTES_MAP).toJSON()).toEqual(doc.getMap(VOTES_MAP).toJSON())
  expect(content).toBeNull()
})
