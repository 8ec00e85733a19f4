import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Actor } from '../../shared/access/actor'
import { documentRight, parseDocumentName } from '../../shared/access/documents'
import type { AnnotationPart } from '../../shared/model/annotation'
import { Refusal } from '../../shared/result'
import type { Config } from '../config'
import type { Stores } from '../db/stores/stores'
import type { Clock } from '../transact'
import type { Transact } from '../usecases/context'

export interface VoteWrite {
  userId: string
  faceId: string
  holdId: number
  parts: Partial<Record<AnnotationPart, string | null>>
  transact: Transact
}

export interface Documents {
  describe: (actor: Actor, name: string) => Promise<{ name: string; epoch: string; mode: 'rw' | 'ro' }>
  /** Resolves once committed. @throws Refusal */
  writeVotes: (write: VoteWrite) => Promise<void>
  handleUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  close: () => Promise<void>
}

export function createDocuments(parts: { config: Config; stores: Stores; clock: Clock }): Documents {
  return {
    async describe(actor, name) {
      const document = parseDocumentName(name)
      const mode = document && documentRight(actor, document, parts.config.publicRead)
      const face = document && await parts.stores.walls.face({ id: document.faceId })
      if (!document || !mode || !face) throw new Refusal(actor.kind === 'guest' ? 'unauthenticated' : 'not_found')
      const user_id = document.kind === 'votes' ? document.userId : null
      await parts.stores.documents.create({ name, epoch: randomBytes(9).toString('hex'), face_id: face.id, user_id }, parts.clock())
      const stored = await parts.stores.documents.get(name)
      if (!stored) throw new Refusal('not_found')
      return { name, epoch: stored.epoch, mode }
    },
    async writeVotes({ userId, faceId, holdId, parts: values, transact }) {
      await transact(async ({ stores, touch, now }) => {
        await stores.annotations.setParts({ userId, holdId, faceId }, values, now)
        touch.vote(userId, holdId)
        touch.consensus(holdId)
      })
    },
    handleUpgrade: (_request, socket) => socket.destroy(),
    close: async () => {},
  }
}
