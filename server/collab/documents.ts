import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Actor } from '../../shared/access/actor'
import { documentName, parseDocumentName } from '../../shared/access/documents'
import { voteKey, VOTES_MAP } from '../../shared/documents'
import { ANNOTATION_PARTS, type AnnotationPart } from '../../shared/model/annotation'
import { Refusal } from '../../shared/result'
import type { BaseServices } from '../services'
import type { Transact } from '../usecases/context'
import { rightOf } from './admission'
import { createEndpoint } from './endpoint'
import { ensureDocument, OtherEpoch, type Author } from './persistence'
import { createRooms } from './rooms'

export interface VoteWrite {
  userId: string
  faceId: string
  holdId: number
  parts: Partial<Record<AnnotationPart, string | null>>
  author: Author
  transact: Transact
}

export interface Documents {
  describe: (actor: Actor, name: string) => Promise<{ name: string; epoch: string; mode: 'rw' | 'ro' }>
  /** Through the user's votes document, so that their open screens agree. Resolves once committed. @throws Refusal */
  writeVotes: (write: VoteWrite) => Promise<void>
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** The user's rights changed: their connections are closed, and the question is asked again when they come back. */
  disconnectUser: (userId: string) => void
  /** A face was locked or unlocked: its sheet's editors are closed and come back with what they may do now. */
  followLocks: () => Promise<void>
  /** Closes every connection with a restart code and finishes what was begun. */
  close: () => Promise<void>
}

export function createDocuments(services: BaseServices): Documents {
  const rooms = createRooms(services)
  const endpoint = createEndpoint(services, rooms)

  async function writeVotes({ userId, faceId, holdId, parts, author, transact }: VoteWrite): Promise<void> {
    const { room, release } = await rooms.borrow({ kind: 'votes', faceId, userId })
    try {
      await room.write({
        edit(shadow) {
          const map = shadow.getMap(VOTES_MAP)
          shadow.transact(() => {
            for (const part of ANNOTATION_PARTS) {
              if (parts[part] !== undefined) map.set(voteKey(holdId, part), parts[part] ?? '')
            }
          })
        },
        author,
        transact,
      })
    } finally {
      release()
    }
  }

  return {
    async describe(actor, name) {
      const document = parseDocumentName(name)
      const mode = document && await rightOf(services, actor, document)
      if (!document || !mode) throw new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')
      return { name: documentName(document), epoch: await ensureDocument(services, document), mode }
    },
    async writeVotes(write) {
      try {
        await writeVotes(write)
      } catch (error) {
        if (!(error instanceof OtherEpoch)) throw error
        await writeVotes(write)
      }
    },
    handleUpgrade: endpoint.handleUpgrade,
    disconnectUser(userId) {
      for (const connection of rooms.connections()) {
        if (connection.userId === userId) connection.close('unauthenticated', 'rights changed')
      }
    },
    followLocks: rooms.followLocks,
    close: endpoint.close,
  }
}
