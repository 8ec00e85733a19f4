import type { IncomingMessage } from 'node:http'
import type { Actor } from '../../shared/access/actor'
import { parseDocumentName, type DocumentName } from '../../shared/documentName'
import { documentRight } from '../../shared/access/documents'
import type { CloseReason } from '../../shared/closeCodes'
import { Refusal } from '../../shared/result'
import { actorOfToken, guestAuthentication, type Authentication } from '../auth/actor'
import { networkOf } from '../limits/addresses'
import type { BaseServices } from '../services'
import type { Lease, Rooms } from './rooms'

/** Why there will be no connection, as the client is to hear it. */
export class AdmissionRefused extends Error {
  constructor(readonly why: CloseReason, readonly reason: string, readonly actor?: Actor) {
    super(reason)
  }
}

export interface AdmittedActor {
  actor: Actor
  sessionId: string | null
  mode: 'rw' | 'ro'
  /** Milliseconds since 1970. */
  expiresAt: number | null
  /** Whether the client named the document's epoch. */
  gaveEpoch: boolean
  /** The person or key that pays, or a guest's address. */
  payer: string
  address: string | null
}

export interface Admission {
  lease: Lease
  admitted: AdmittedActor
}

/** The document's name is the rest of the path, the epoch a parameter. */
function addressOf(request: IncomingMessage): { document: DocumentName | null; epoch: string | null } {
  const url = new URL(request.url ?? '/', 'http://localhost')
  try {
    return { document: parseDocumentName(decodeURIComponent(url.pathname.slice('/yjs/'.length))), epoch: url.searchParams.get('epoch') }
  } catch {
    return { document: null, epoch: null }
  }
}

export const kindOf = (request: IncomingMessage): string | undefined => addressOf(request).document?.kind

/** The token comes as a subprotocol: an address would be logged. */
function tokenOf(request: IncomingMessage): string | null {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map(word => word.trim())
  return offered.find(word => word.startsWith('token.'))?.slice('token.'.length) ?? null
}

async function authenticate(request: IncomingMessage, services: BaseServices): Promise<Authentication> {
  const token = tokenOf(request)
  if (token === null) return guestAuthentication
  const recognised = await actorOfToken(token, services.addressOf(request), services)
  if (recognised.actor.kind === 'user' && recognised.actor.mustChangePassword) throw new Refusal('password_change_required')
  return recognised
}

/** What one may not see answers as what does not exist; only a guest may still become somebody. */
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

/** [LIMIT-23] Whoever is known pays for themselves, guests by their address. */
function payerOf(actor: Actor, address: string | null): string {
  if (actor.kind === 'user') return `user ${actor.id}`
  if (actor.kind === 'key') return `key ${actor.id ?? actor.name}`
  return `address ${networkOf(address ?? '')}`
}

/** What the actor may do with the document now. */
export async function rightOf({ config, stores }: BaseServices, actor: Actor, document: DocumentName): Promise<'rw' | 'ro' | null> {
  const isLocked = document.kind === 'sheet' && (await stores.locks.lockedFaces([document.faceId])).size > 0
  return documentRight(actor, document, { publicRead: config.publicRead, isLocked })
}

/**
 * Everything that is asked before the WebSocket is accepted, so that a stranger sends nothing at all.
 * @throws NotAdmitted, or what the database threw
 */
export async function admit(request: IncomingMessage, services: BaseServices, rooms: Rooms): Promise<Admission> {
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
