/**
 * The names of Yjs documents on the wire. `sheet/<face id>` is the board of a face: its marks and its notes, edited together.
 * `votes/<face id>/<user id>` holds what one user says of the holds of a face.
 */
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
