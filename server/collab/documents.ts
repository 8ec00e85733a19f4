import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type * as Y from 'yjs'
import type { Actor } from '../../shared/access/actor'
import { documentName, parseDocumentName, type DocumentName } from '../../shared/documentName'
import { noteRoot } from '../../shared/documents'
import type { AnnotationPart } from '../../shared/model/annotationParts'
import type { SheetMark } from '../../shared/model/sheetMark'
import { Refusal } from '../../shared/result'
import type { CollabServices } from './collabServices'
import type { Transact } from '../transaction/context'
import { rightOf } from './admission'
import { beginAnew, type BegunAnew } from './beginAnew'
import { createEndpoint } from './endpoint'
import { ensureDocument, EpochMismatch, type Author } from './persistence'
import type { Write } from './room'
import { createRooms } from './rooms'
import { markIn, noteIn, putMark, putVotes, rewrite } from './documentContent'
import { writeTogether, type DocumentEdit } from './writeTogether'

export interface VoteWrite {
  userId: string
  faceId: string
  holdId: number
  parts: Partial<Record<AnnotationPart, string | null>>
  author: Author
  transact: Transact
}

/** [REPORT-11] Changes a note of the sheet, seen as it stands under the document's lock. The change may run more than once. */
export interface NoteWrite {
  faceId: string
  holdId: number
  change: (text: string) => string
  author: Author
  transact: Transact
}

/** Changes a mark of the sheet likewise; null stands for no mark. */
export interface MarkWrite {
  faceId: string
  markId: string
  change: (mark: SheetMark | null) => SheetMark | null
  author: Author
  transact: Transact
}

export interface Documents {
  describe: (actor: Actor, name: string) => Promise<{ name: string; epoch: string; mode: 'rw' | 'ro' }>
  /** Writes through the user's votes document, so that their open screens agree. Resolves once committed. @throws Refusal */
  writeVotes: (write: VoteWrite) => Promise<void>
  /** Changes a note of the sheet. Resolves once committed. @throws Refusal */
  writeNote: (write: NoteWrite) => Promise<void>
  /** Changes, removes or puts back a mark of the sheet. Resolves once committed. @throws Refusal */
  writeMark: (write: MarkWrite) => Promise<void>
  /** Writes several documents in one transaction, which is also opened if no document changes. @throws Refusal */
  writeMany: (write: { edits: readonly DocumentEdit[]; author: Author; transact: Transact }) => Promise<void>
  /** Looks at a sheet as it stands. @throws Refusal `not_found` if there is no such face */
  readSheet: <T>(faceId: string, look: (sheet: Y.Doc) => T) => Promise<T>
  /** Makes a sheet anew from its notes and marks. Clients that have it open must open it again. @throws Refusal `not_found` */
  beginSheetAnew: (faceId: string, transact: Transact) => Promise<BegunAnew>
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** The user's rights changed. Their connections are closed, and admission decides again when they come back. */
  disconnectUser: (userId: string) => void
  /** A face was locked or unlocked. Its sheet's editors are closed, and come back with the rights that they have now. */
  applyLocks: () => Promise<void>
  standing: () => { documents: Record<DocumentName['kind'], number>; connections: number }
  /** Closes every connection with a restart code and finishes the writes that have begun. */
  close: () => Promise<void>
}

export function createDocuments(services: CollabServices): Documents {
  const rooms = createRooms(services)
  const endpoint = createEndpoint(services, rooms)

  async function write(document: DocumentName, what: Pick<Write, 'edit' | 'author' | 'transact'>): Promise<void> {
    const { room, release } = await rooms.borrow(document)
    try {
      await room.write(what)
    } finally {
      release()
    }
  }

  async function writeAsServer(document: DocumentName, what: Pick<Write, 'edit' | 'author' | 'transact'>): Promise<void> {
    try {
      await write(document, what)
    } catch (error) {
      if (!(error instanceof EpochMismatch)) throw error
      await write(document, what)
    }
  }

  return {
    async describe(actor, name) {
      const document = parseDocumentName(name)
      const mode = document && await rightOf(services, actor, document)
      if (!document || !mode) throw new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')
      return { name: documentName(document), epoch: await ensureDocument(services, document), mode }
    },
    writeVotes: ({ userId, faceId, holdId, parts, author, transact }) => writeAsServer({ kind: 'votes', faceId, userId }, {
      author, transact, edit: scratch => putVotes(scratch, holdId, parts),
    }),
    writeNote: ({ faceId, holdId, change, author, transact }) => writeAsServer({ kind: 'sheet', faceId }, {
      author, transact, edit: scratch => rewrite(scratch, noteRoot(holdId), change(noteIn(scratch, holdId))),
    }),
    writeMark: ({ faceId, markId, change, author, transact }) => writeAsServer({ kind: 'sheet', faceId }, {
      author, transact, edit: scratch => putMark(scratch, markId, change(markIn(scratch, markId))),
    }),
    writeMany({ edits, author, transact }) {
      const inOrder = [...edits].sort((a, b) => (documentName(a.document) < documentName(b.document) ? -1 : 1))
      return writeTogether(
        ({ document, edit }, transactThis) => writeAsServer(document, { edit, author, transact: transactThis }),
        inOrder,
        transact,
      )
    },
    async readSheet(faceId, look) {
      const { room, release } = await rooms.open({ kind: 'sheet', faceId })
      try {
        return look(room.doc)
      } finally {
        release()
      }
    },
    async beginSheetAnew(faceId, transact) {
      const document = { kind: 'sheet', faceId } as const
      await ensureDocument(services, document)
      const begun = await beginAnew(services, document, transact)
      services.cluster.notify('documents', [documentName(document)])
      await rooms.leaveOldEpoch(document)
      return begun
    },
    handleUpgrade: endpoint.handleUpgrade,
    disconnectUser(userId) {
      for (const connection of rooms.connections()) {
        if (connection.userId === userId) connection.close('unauthenticated', 'rights changed')
      }
    },
    applyLocks: rooms.applyLocks,
    standing: () => ({ documents: rooms.countByKind(), connections: rooms.connections().length }),
    close: endpoint.close,
  }
}
