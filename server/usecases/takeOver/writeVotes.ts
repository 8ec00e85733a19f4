import * as Y from 'yjs'
import { documentName } from '../../../shared/documentName'
import { voteKey, VOTES_MAP } from '../../../shared/documents'
import { ANNOTATION_PARTS, type AnnotationPart } from '../../../shared/model/annotationParts'
import { newDocumentEpoch } from '../../collab/newSheet'
import { readDocument } from '../../collab/persistence'
import { newServerClient } from '../../collab/scratchDocument'
import type { StoredAnnotation } from '../../db/stores/annotations/annotations'
import type { WriteContext } from '../../transaction/context'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

/** Annotations by `<user> <hold>`. */
export interface TakenVotes {
  inserted: Map<string, StoredAnnotation>
  updated: Map<string, StoredAnnotation>
}

interface PersonsVotes {
  faceId: string
  userId: string
  rows: StoredAnnotation[]
}
type Votes = Pick<StoredAnnotation, 'hold_id' | AnnotationPart>

function setVotes(doc: Y.Doc, votes: readonly Votes[]): void {
  const map = doc.getMap(VOTES_MAP)
  for (const vote of votes) {
    for (const part of ANNOTATION_PARTS) {
      const [key, value] = [voteKey(vote.hold_id, part), vote[part]]
      if (value !== null && map.get(key) !== value) map.set(key, value)
    }
  }
}

/** The update that brings these votes into a document. */
function updateOf(updates: readonly Uint8Array[], votes: readonly Votes[]): Uint8Array {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const before = Y.encodeStateVector(doc)
  doc.clientID = newServerClient()
  doc.transact(() => setVotes(doc, votes))
  return Y.encodeStateAsUpdate(doc, before)
}

/** An editor may write to the document between reading and writing; then it is read again. */
const ATTEMPTS = 10

/** Writes one person's annotations of a face into their document, which is made if there is none. */
async function writeDocument({ stores, now }: Context, { faceId, userId, rows }: PersonsVotes): Promise<void> {
  const name = documentName({ kind: 'votes', faceId, userId })
  // Another server may make the document at the same moment. Then this waits, and writes into the one that was made.
  await stores.documents.create({ name, epoch: newDocumentEpoch(), face_id: faceId, user_id: userId }, now)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { version, updates } = await readDocument(stores, name)
    // A document that nobody wrote to begins with everything that the person said of the face.
    const votes = version.seq > 0 ? rows : (await stores.annotations.votesOf(userId)).filter(({ face_id }) => face_id === faceId)
    if (await stores.documents.append(version, updateOf(updates, votes), userId, now) !== null) return
  }
  throw new Error(`the document ${name} is being written to without end`)
}

/** Writes the rows and the documents together, and touches what others see of them. */
export async function writeVotes(context: Context, { inserted, updated }: TakenVotes): Promise<void> {
  const { stores, touch } = context
  await stores.takeOver.insertAnnotations([...inserted.values()])
  for (const row of updated.values()) await stores.takeOver.updateAnnotation(row)
  const documents = new Map<string, PersonsVotes>()
  for (const row of [...inserted.values(), ...updated.values()]) {
    const key = `${row.face_id} ${row.user_id}`
    const document = documents.get(key) ?? { faceId: row.face_id, userId: row.user_id, rows: [] }
    document.rows.push(row)
    documents.set(key, document)
    touch.vote(row.user_id, row.hold_id)
    touch.consensus(row.hold_id)
  }
  for (const votes of documents.values()) await writeDocument(context, votes)
}
