import { describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { documentName, type DocumentName } from '../../shared/documentName'
import { noteRoot } from '../../shared/documents'
import { Refusal } from '../../shared/result'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { roomServices } from '../../tests/support/roomServices'
import type { Transact } from '../transaction/context'
import { noteIn, putVotes, rewrite, votesIn } from './documentContent'
import { ensureDocument, readDocument } from './persistence'
import { Room } from './room'
import { writeTogether, type DocumentEdit } from './writeTogether'

const HOLD = 105

describe.each(DIALECTS)('several documents written together on %s', (dialect) => {
  /** Rooms as two servers have them: each server's own copies, which go stale when the other one writes. */
  async function openServers() {
    const { db, stores, faceId, person } = await wallDatabase(dialect)
    const userId = await person('belette')
    const { services, transact } = roomServices(db)
    const documents: DocumentName[] = [{ kind: 'sheet', faceId }, { kind: 'votes', faceId, userId }]
    for (const document of documents) await ensureDocument({ stores, transactions: services.transactions }, document)
    const author = { userId: null, bypassesLocks: true }
    async function server() {
      const rooms = new Map<string, Room>()
      for (const document of documents) {
        const name = documentName(document)
        rooms.set(name, new Room(document, await readDocument(stores, name), services))
      }
      const roomOf = (document: DocumentName): Room => {
        const room = rooms.get(documentName(document))
        if (!room) throw new Error('no such room')
        return room
      }
      return {
        roomOf,
        write: ({ document, edit }: DocumentEdit, transactThis: Transact) =>
          roomOf(document).write({ edit, author, transact: transactThis }),
      }
    }
    const [sheet, votes] = documents
    if (!sheet || !votes) throw new Error('two documents were made')
    const edits: DocumentEdit[] = [
      { document: sheet, edit: scratch => rewrite(scratch, noteRoot(HOLD), `${noteIn(scratch, HOLD)} together`) },
      { document: votes, edit: scratch => putVotes(scratch, HOLD, { grip_type: 'bac' }) },
    ]
    const seqs = () => Promise.all(documents.map(async document => (await readDocument(stores, documentName(document))).version.seq))
    return { edits, sheet, votes, transact, seqs, one: await server(), other: await server() }
  }
  const note = (doc: Y.Doc) => noteIn(doc, HOLD)

  test('[DOC-10] the documents are stored in one transaction, and none is stored if it fails at its end', async () => {
    const { edits, sheet, votes, transact, seqs, one } = await openServers()
    const failing: Transact = work => transact(async (inside) => {
      await work(inside)
      throw new Refusal('forbidden')
    })
    await expect(writeTogether(one.write, edits, failing)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await seqs()).toEqual([0, 0])
    expect([note(one.roomOf(sheet).doc), votesIn(one.roomOf(votes).doc, HOLD).grip_type]).toEqual(['', null])
    let runs = 0
    await writeTogether(one.write, edits, work => {
      runs++
      return transact(work)
    })
    expect(runs).toBe(1)
    expect(await seqs()).toEqual([1, 1])
    expect([note(one.roomOf(sheet).doc), votesIn(one.roomOf(votes).doc, HOLD).grip_type]).toEqual([' together', 'bac'])
  })

  test('[DOC-10] where another server wrote to any of them first, each is read again and nothing is lost', async () => {
    const { edits, sheet, votes, transact, seqs, one, other } = await openServers()
    await other.write({ document: sheet, edit: scratch => rewrite(scratch, noteRoot(HOLD), 'first') }, transact)
    await other.write({ document: votes, edit: scratch => putVotes(scratch, HOLD, { difficulty: 'dure' }) }, transact)
    await writeTogether(one.write, edits, transact)
    expect(await seqs()).toEqual([2, 2])
    expect(note(one.roomOf(sheet).doc)).toBe('first together')
    expect(votesIn(one.roomOf(votes).doc, HOLD)).toMatchObject({ grip_type: 'bac', difficulty: 'dure' })
  })

  test('[DOC-10] the transaction also runs if the edits leave some documents, or all, as they are', async () => {
    const { edits, sheet, votes, transact, seqs, one } = await openServers()
    const [, onVotes] = edits
    if (!onVotes) throw new Error('two edits were made')
    let runs = 0
    const counted: Transact = work => {
      runs++
      return transact(work)
    }
    const nothing = (document: DocumentName): DocumentEdit => ({ document, edit: () => {} })
    await writeTogether(one.write, [nothing(sheet), onVotes], counted)
    expect([runs, ...await seqs()]).toEqual([1, 0, 1])
    await writeTogether(one.write, [nothing(sheet), nothing(votes)], counted)
    expect([runs, ...await seqs()]).toEqual([2, 0, 1])
  })
})
