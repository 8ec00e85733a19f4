import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { SHEET_MARKS } from '../../shared/documents'
import type { DocumentName } from '../../shared/documentName'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { roomServices } from '../../tests/support/roomServices'
import type { Transact } from '../transaction/context'
import { ensureDocument, readDocument } from './persistence'
import { Room, type Client } from './room'

const draw = (from: number, count: number, by: string) => (scratch: Y.Doc) => scratch.transact(() => {
  const zone = { kind: 'zone', points: Array.from({ length: 500 }, (_, at) => [at + 0.1, at + 0.2]), colour: '#ff0000', text: '', by }
  for (let at = from; at < from + count; at++) scratch.getMap(SHEET_MARKS).set(`m${at}`, zone)
})

describe.each(DIALECTS)('a room on %s', (dialect) => {
  async function openRoom() {
    const { db, stores, faceId, person } = await wallDatabase(dialect)
    const { services, transact } = roomServices(db)
    const document: DocumentName = { kind: 'sheet', faceId }
    await ensureDocument({ stores, transactions: services.transactions }, document)
    const room = new Room(document, await readDocument(stores, `sheet/${faceId}`), services)
    const author = { userId: await person('belette'), bypassesLocks: false }
    return { room, author, transact, stored: async () => (await readDocument(stores, `sheet/${faceId}`)).version.seq }
  }

  test('[DOC-5] a document does not grow over its limit, and takes edits again once something is gone', async () => {
    const { room, author, transact } = await openRoom()
    const write = (edit: (scratch: Y.Doc) => void) => room.write({ edit, author, transact })
    await write(draw(0, 300, author.userId))
    await expect(write(draw(300, 300, author.userId))).rejects.toMatchObject({ code: 'too_large' })
    expect(room.doc.getMap(SHEET_MARKS).size).toBe(300)
    await write(scratch => scratch.transact(() => {
      for (let at = 0; at < 250; at++) scratch.getMap(SHEET_MARKS).delete(`m${at}`)
    }))
    await write(draw(300, 300, author.userId))
    expect(room.doc.getMap(SHEET_MARKS).size).toBe(350)
  })

  test('[DOC-4] writes are committed and shown one after the other, in their order', async () => {
    const { room, author, transact, stored } = await openRoom()
    const order: string[] = []
    let seq = 0
    const client: Client = { send: () => {}, sendFrame: () => order.push('shown'), close: () => {} }
    room.clients.add(client)
    const told: Transact = async (work) => {
      const at = ++seq
      order.push(`begin ${at}`)
      return transact(async (context) => {
        context.onceCommitted(() => order.push(`commit ${at}`))
        return work(context)
      })
    }
    const mark = { kind: 'pin', points: [[1, 2]], colour: '#ff0000', text: '', by: author.userId }
    await Promise.all(
      [1, 2, 3].map(at => room.write({ edit: scratch => void scratch.getMap(SHEET_MARKS).set(`m${at}`, mark), author, transact: told })),
    )
    expect(order).toEqual([1, 2, 3].flatMap(at => [`begin ${at}`, `commit ${at}`, 'shown']))
    expect(await stored()).toBe(3)
  })
})
