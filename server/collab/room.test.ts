import { expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { SHEET_MARKS } from '../../shared/documents'
import type { BaseServices } from '../services'
import type { Transact, WriteContext } from '../usecases/context'
import { createDocumentPrices } from './documentPrices'
import { Room, type Client } from './room'

vi.mock(import('./persistence'), async original => ({ ...await original(), persistUpdate: async (_, { at }) => at.seq + 1 }))

const newRoom = () => new Room({ kind: 'sheet', faceId: 'f' }, { version: { name: 'sheet/f', epoch: 'e', seq: 0 }, updates: [], uncompacted: { count: 0, bytes: 0 } }, { cluster: { notify: vi.fn() }, documentPrices: createDocumentPrices() } as unknown as BaseServices)
const zone = { kind: 'zone', points: Array.from({ length: 500 }, (_, at) => [at + 0.1, at + 0.2]), colour: '#ff0000', text: '', by: 'u' }
const draw = (from: number, count: number) => (scratch: Y.Doc) => scratch.transact(() => {
  for (let at = from; at < from + count; at++) scratch.getMap(SHEET_MARKS).set(`m${at}`, zone)
})

/** A transaction without a database. */
const transactAfter = (before: () => Promise<void>): Transact => async (work) => {
  await before()
  const steps: (() => void)[] = []
  const value = await work({ onceCommitted: step => void steps.push(step) } as WriteContext)
  for (const step of steps) step()
  return value
}

test('[DOC-5] a document does not grow over its limit, and takes edits again once something is gone', async () => {
  const room = newRoom()
  const transact = transactAfter(async () => {})
  const write = (edit: (scratch: Y.Doc) => void) => room.write({ edit, author: { userId: 'u', bypassesLocks: false }, transact })
  await write(draw(0, 300))
  await expect(write(draw(300, 300))).rejects.toMatchObject({ code: 'too_large' })
  expect(room.doc.getMap(SHEET_MARKS).size).toBe(300)
  await write(scratch => scratch.transact(() => {
    for (let at = 0; at < 250; at++) scratch.getMap(SHEET_MARKS).delete(`m${at}`)
  }))
  await write(draw(300, 300))
  expect(room.doc.getMap(SHEET_MARKS).size).toBe(350)
})

test('[DOC-4] writes are committed and shown one after the other, in their order', async () => {
  const room = newRoom()
  const order: string[] = []
  const member: Client = { send: vi.fn(), sendFrame: vi.fn(() => order.push('shown')), close: vi.fn() }
  room.clients.add(member)
  const transact = (seq: number) => transactAfter(async () => {
    order.push(`begin ${seq}`)
    await Promise.resolve()
    order.push(`commit ${seq}`)
  })
  const mark = { ...zone, kind: 'pin', points: [[1, 2]] }
  await Promise.all([1, 2, 3].map(seq => room.write({ edit: scratch => void scratch.getMap(SHEET_MARKS).set(`m${seq}`, mark), author: { userId: 'u', bypassesLocks: false }, transact: transact(seq) })))
  expect(order).toEqual([1, 2, 3].flatMap(seq => [`begin ${seq}`, `commit ${seq}`, 'shown']))
})
