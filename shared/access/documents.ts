import { canFollow } from './feeds'
import { isMuted, type Actor } from './actor'

export type DocumentName =
  | { kind: 'votes'; faceId: string; userId: string }
  | { kind: 'sheet'; faceId: string }

const VOTES = /^votes\/([A-Za-z0-9-]{1,64})\/([A-Za-z0-9-]{1,64})$/
const SHEET = /^sheet\/([A-Za-z0-9-]{1,64})$/

export function parseDocumentName(name: string): DocumentName | null {
  const votes = VOTES.exec(name)
  if (votes) return { kind: 'votes', faceId: votes[1]!, userId: votes[2]! }
  const sheet = SHEET.exec(name)
  return sheet ? { kind: 'sheet', faceId: sheet[1]! } : null
}

export const documentName = (document: DocumentName): string =>
  document.kind === 'votes' ? `votes/${document.faceId}/${document.userId}` : `sheet/${document.faceId}`

/** What the actor may do with a document: it is the unit of permission. While a face is locked its sheet is only read. */
export function documentRight(actor: Actor, document: DocumentName, { publicRead, isLocked }: { publicRead: boolean; isLocked: boolean }): 'rw' | 'ro' | null {
  if (document.kind === 'votes') return actor.kind === 'user' && actor.id === document.userId ? 'rw' : null
  if (!canFollow(actor, `face:${document.faceId}`, publicRead)) return null
  return actor.kind === 'user' && !isLocked && !isMuted(actor) ? 'rw' : 'ro'
}
