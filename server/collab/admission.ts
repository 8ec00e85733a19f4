import type { IncomingMessage } from 'node:http'
import type { Actor } from '../../shared/access/actor'
import { parseDocumentName, type DocumentName } from '../../shared/documentName'
import { documentRight } from '../../shared/access/documents'
import type { CloseReason } from '../../shared/closeCodes'
import { Refusal } from '../../shared/result'
import { actorOfToken, guestAuthentication, type Authentication } from '../auth/actor'
import { networkOf } from '../limits/addresses'
import type { CollabServices } from './collabServices'
import type { Lease } from './roomPool'
import type { Rooms } from './rooms'

/** The connection is refused for this reason, which the client is told. */
export class AdmissionRefused extends Error {
  constructor(readonly why: CloseReason, readonly reason: string, readonly actor?: Actor) {
    super(reason)
  }
}

export interface AdmittedActor {
  actor: Actor
  sessionId: string | null
  mode: 'rw' | 'ro'
  /** The end of the session's token, in milliseconds since 1970. */
  expiresAt: number | null
  /** True if the client named the document's epoch. */
  gaveEpoch: boolean
  /** The payer of the connection's work: a user, a key or a guest's address. */
  payer: string
  address: string | null
}

export interface Admission {
  lease: Lease
  admitted: AdmittedActor
}

/** The rest of the path is the document's name, and a parameter gives the epoch. */
function addressOf(request: IncomingMessage): { document: DocumentName | null; epoch: string | null } {
  const url = new URL(request.url ?? '/', 'http://localhost')
  try {
    return { document: parseDocumentName(decodeURIComponent(url.pathname.slice('/yjs/'.length))), epoch: url.searchParams.get('epoch') }
  } catch {
    return { document: null, epoch: null }
  }
}

export const kindOf = (request: IncomingMessage): string | undefined => addressOf(request).document?.kind

/** The token comes as a subprotocol, because an address would be logged. */
function tokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(word => word.trim())
  return offered.find(word => word.startsWith('token.'))?.slice('token.'.length) ?? null
}

async function authenticate(request: IncomingMessage, services: CollabServices): Promise<Authentication> {
  const token = tokenOf(request)
  if (token === null) return guestAuthentication
  const authentication = await actorOfToken(token, services.addressOf(request), services)
  if (authentication.actor.kind === 'user' && authentication.actor.mustChangePassword) throw new Refusal('password_change_required')
  return authentication
}

/** A document that the actor may not see is answered like one that does not exist. A guest is asked to log in. */
function mayNot(actor: Actor): AdmissionRefused {
  return actor.kind === 'guest'
    ? new AdmissionRefused('unauthenticated', 'unauthenticated')
    : new AdmissionRefused('forbidden', 'forbidden', actor)
}

function asNotAdmitted(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error
  if (error.code === 'not_found') return new AdmissionRefused('notFound', error.code)
  return new AdmissionRefused(error.code === 'unauthenticated' ? 'unauthenticated' : 'forbidden', error.code)
}

/** [LIMIT-23] A known caller pays for themselves, and guests pay together by their address. */
function payerOf(actor: Actor, address: string | null): string {
  if (actor.kind === 'user') return `user ${actor.id}`
  if (actor.kind === 'key') return `key ${actor.id ?? actor.name}`
  return `address ${networkOf(address ?? '')}`
}

/** The actor's right on the document at this moment. */
export async function rightOf(
  { clock, config, stores }: CollabServices, actor: Actor, document: DocumentName,
): Promise<'rw' | 'ro' | null> {
  const isLocked = document.kind === 'sheet' && (await stores.locks.lockedFaces([document.faceId], clock())).size > 0
  return documentRight(actor, document, { publicRead: config.publicRead, isLocked })
}

/**
 * Asks everything before the WebSocket is accepted, so that a stranger cannot send anything.
 * @throws AdmissionRefused, or the database's error
 */
export async function admit(request: IncomingMessage, services: CollabServices, rooms: Rooms): Promise<Admission> {
  const { document, epoch } = addressOf(request)
  if (!document) throw new AdmissionRefused('notFound', 'not_found')
  try {
    const { actor, sessionId, expiresAt } = await authenticate(request, services)
    const address = services.addressOf(request)
    const payer = payerOf(actor, address)
    if (!services.documentPrices.asking.openings.take(payer)) throw new AdmissionRefused('tooFast', 'too_fast', actor)
    const mode = await rightOf(services, actor, document)
    if (!mode) throw mayNot(actor)
    const lease = await rooms.open(document)
    if (epoch !== null && epoch !== lease.room.version.epoch) {
      lease.release()
      throw new AdmissionRefused('otherEpoch', 'stale')
    }
    return { lease, admitted: { actor, sessionId, mode, expiresAt, gaveEpoch: epoch !== null, payer, address } }
  } catch (error) {
    throw asNotAdmitted(error)
  }
}
