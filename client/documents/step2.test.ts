import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { limits } from '../../shared/limits'
import { partsOf } from './step2'

/** A document with what was made in it since the server saw it last. */
function edited(edit: (doc: Y.Doc, turn: number) => void, turns: number) {
  const [doc, server] = [new Y.Doc(), new Y.Doc()]
  doc.getText('note:1').insert(0, 'avant')
  Y.applyUpdate(server, Y.encodeStateAsUpdate(doc))
  const mine: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => mine.push(update))
  for (let turn = 0; turn < turns; turn++) edit(doc, turn)
  return { doc, server, mine, vector: Y.encodeStateVector(server) }
}

describe('what the server lacks', () => {
  it('[EDIT-9] is one message when it is small', () => {
    const { doc, server, mine, vector } = edited((doc, turn) => doc.getMap('holds').set(`${turn}/notes`, 'ok'), 500)
    const parts = partsOf(doc, vector, mine)
    expect(parts).toHaveLength(1)
    Y.applyUpdate(server, parts[0]!)
    expect(server.getMap('holds').size).toBe(500)
  })

  it('[EDIT-9] goes in pieces within the server’s limit when it is large, each standing on those before', () => {
    const { doc, server, mine, vector } = edited((doc, turn) => {
      doc.getMap('marks').set(`mark-${turn}`, { points: Array.from({ length: 500 }, (_, at) => [turn + at / 7, at / 3]) })
      if (turn % 50 === 0) doc.getText('note:1').delete(0, 1)
    }, 300)
    expect(Y.encodeStateAsUpdate(doc, vector).length).toBeGreaterThan(limits.yjsStep2Bytes)
    const parts = partsOf(doc, vector, mine)
    expect(Math.max(...parts.map(part => part.length))).toBeLessThan(limits.yjsStep2Bytes)
    for (const part of parts) {
      Y.applyUpdate(server, part)
      expect(server.store.pendingStructs).toBeNull()
    }
    expect(server.getMap('marks').size).toBe(300)
    expect(server.getText('note:1').toString()).toBe(doc.getText('note:1').toString())
    expect(Y.encodeStateVector(server)).toEqual(Y.encodeStateVector(doc))
  })

  it('[EDIT-9] does not hold again what the server has', () => {
    const { doc, server, mine, vector } = edited((doc, turn) => doc.getMap('marks').set(`mark-${turn}`, 'x'.repeat(10_000)), 60)
    const half = partsOf(doc, vector, mine, 100_000)
    for (const part of half.slice(0, 3)) Y.applyUpdate(server, part)
    const rest = partsOf(doc, Y.encodeStateVector(server), mine, 100_000)
    const bytes = (parts: Uint8Array[]) => parts.reduce((sum, part) => sum + part.length, 0)
    expect(bytes(rest)).toBeLessThan(bytes(half) - 200_000)
    for (const part of rest) Y.applyUpdate(server, part)
    expect(server.getMap('marks').size).toBe(60)
  })
})
