import { isMuted } from '../../shared/access/actor'
import type { CloseReason } from '../../shared/closeCodes'
import { entitlementsOf, type Ended } from '../auth/entitlement'
import type { CollabServices } from './collabServices'
import type { Connection } from './connection'

type Services = Pick<CollabServices, 'clock' | 'config' | 'stores'>

/** A client whose session ended logs in again; one whose account was deactivated cannot. */
const closeOf = (ended: Ended): [CloseReason, string] =>
  ended.why === 'deactivated' || ended.why === 'unknown user' ? ['forbidden', 'deactivated'] : ['unauthenticated', 'session ended']

/** Closes the connections of users who were deactivated or muted, or whose session was ended, by another process. */
export async function closeRevoked(connections: readonly Connection[], { stores, config, clock }: Services): Promise<void> {
  const present = connections.filter(({ userId }) => userId !== null)
  const entitlements = await entitlementsOf(
    present.map(({ admitted }) => admitted),
    { stores, config, now: clock() },
  )
  for (const [at, connection] of present.entries()) {
    const { actor, ended } = entitlements[at] ?? { actor: connection.admitted.actor, ended: null }
    if (ended) connection.close(...closeOf(ended))
    else if (isMuted(actor) !== isMuted(connection.admitted.actor)) connection.close('unauthenticated', 'rights changed')
  }
}

/** A lock makes writers of the sheet readers, and its end makes them writers again. Both are asked to come back. */
export async function applyLocks(connections: readonly Connection[], { stores, clock }: Pick<Services, 'stores' | 'clock'>): Promise<void> {
  const onSheets = connections.filter(({ room }) => room.document.kind === 'sheet')
  if (onSheets.length === 0) return
  const locked = await stores.locks.lockedFaces([...new Set(onSheets.map(({ room }) => room.document.faceId))], clock())
  for (const connection of onSheets) {
    const { mode, actor } = connection.admitted
    const isLocked = locked.has(connection.room.document.faceId)
    if (isLocked && mode === 'rw') connection.close('refused', 'locked face')
    else if (!isLocked && mode === 'ro' && actor.kind === 'user' && !isMuted(actor)) connection.close('unauthenticated', 'rights changed')
  }
}
