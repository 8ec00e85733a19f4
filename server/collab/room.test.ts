import { expect, test, vi } from 'vitest'
import type * as Y from 'yjs'
import { SHEET_MARKS } from '../../shared/documents'
import type { BaseServices } from '../services'
import type { Transact } from '../usecases/context'
import { Room, type Member } from './room'

const newRoom = () => new Room({ kind: 'sheet', faceId: 'f' }, { at: { name: 'sheet/f', epoch: 'e', seq: 0 }, updates: [], loose: { count: 0, bytes: 0 } }, { neighbours: { wake: vi.fn() } } as unknown as BaseServices)
const zone = { kind: 'zone', points: Array.from({ length: 500 }, (_, at) => [at + 0.1, at + 0.2]), colour: '#ff0000', text: '', by: 'u' }
const draw = (from: number, count: number) => (shadow: Y.Doc) => shadow.transact(() => {
  for (let at = from; at < from + count; at++) shadow.getMap(SHEET_MARKS).set(`m${at}`, zone)
})

test('[DOC-5] a document does not grow over its limit, and takes edits again once something is gone', async () => {
  const room = newRoom()
  let seq = 0
  const transact = (async () => ++seq) as unknown as Transact
  const write = (edit: (shadow: Y.Doc) => void) => room.write({ edit, author: { userId: 'u', overLocks: false }, transact })
  await write(draw(0, 300))
  await expect(write(draw(300, 300))).rejects.toMatchObject({ code: 'too_large' })
  expect(room.doc.getMap(SHEET_MARKS).size).toBe(300)
  await write(shadow => shadow.transact(() => {
    for (let at = 0; at < 250; at++) shadow.getMap(SHEET_MARKS).delete(`m${at}`)
  }))
  await write(draw(300, 300))
  expect(room.doc.getMap(SHEET_MARKS).size).toBe(350)
})

test('[DOC-4] writes are committed one after the other, in their order', async () => {
  const room = newRoom()
  const order: string[] = []
  const member: Member = { send: vi.fn(), sendFrame: vi.fn(), close: vi.fn() }
  room.members.add(member)
  const transact = (seq: number) => (async () => {
    order.push(`begin ${seq}`)
    await Promise.resolve()
    order.push(`commit ${seq}`)
    return seq
  }) as unknown as Transact
  const mark = { ...zone, kind: 'pin', points: [[1, 2]] }
  await Promise.all([1, 2, 3].map(seq => room.write({ edit: shadow => void shadow.getMap(SHEET_MARKS).set(`m${seq}`, mark), author: { userId: 'u', overLocks: false }, transact: transact(seq) })))
  expect(order).toEqual(['begin 1', 'commit 1', 'begin 2', 'commit 2', 'begin 3', 'commit 3'])
  expect(member.sendFrame).toHaveBeenCalledTimes(3)
})
