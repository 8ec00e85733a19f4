import type { DocumentName } from '../documentName'
import { canFollow } from './feeds'
import { isMuted, type Actor } from './actor'
import { faceFeed } from '../feedName'

/** The actor's right on a document, which is the unit of permission. While a face is locked its sheet is only read. */
export function documentRight(
  actor: Actor, document: DocumentName, { publicRead, isLocked }: { publicRead: boolean; isLocked: boolean },
): 'rw' | 'ro' | null {
  if (document.kind === 'votes') return actor.kind === 'user' && actor.id === document.userId ? 'rw' : null
  if (!canFollow(actor, faceFeed(document.faceId), publicRead)) return null
  return actor.kind === 'user' && !isLocked && !isMuted(actor) ? 'rw' : 'ro'
}
