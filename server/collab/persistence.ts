import { randomBytes } from 'node:crypto'
import * as Y from 'yjs'
import { documentName, type DocumentName } from '../../shared/documentName'
import { voteKey, VOTES_MAP } from '../../shared/documents'
import { ANNOTATION_PARTS } from '../../shared/model/annotationParts'
import { lockOn } from '../../shared/rules/lockOn'
import { Refusal } from '../../shared/result'
import type { VoteRow } from '../db/stores/annotations/annotations'
import type { EditPreconditions } from '../db/stores/annotations/documents'
import type { Stores } from '../db/stores/stores'
import type { SheetContent } from '../../shared/model/sheetVersion'
import { instantOf, msOf } from '../../shared/model/instant'
import { inPieces } from '../concurrency/inPieces'
import type { CollabServices } from './collabServices'
import type { WriteContext } from '../transaction/context'
import { newServerClient, type UpdateEffect } from './scratchDocument'
import type { AffectedRows } from './validation'

/** A document's place in its history. */
export interface DocumentVersion {
  name: string
  epoch: string
  seq: number
}

/** The writer; an API key that administers has no user. */
export interface Author {
  userId: string | null
  /** Only an admin's commands may write to a locked hold or face. */
  bypassesLocks: boolean
}

/** Another process wrote first: the caller reads its updates and tries again. */
export class ConcurrentWrite extends Error {}

/** The document was made anew, and the caller's copy belongs to another history. */
export class EpochMismatch extends Error {}

/** A document with the count and size of its updates since the snapshot, which decide when to compact. */
export interface LoadedDocument {
  version: DocumentVersion
  updates: Uint8Array[]
  uncompacted: { count: number; bytes: number }
}

/** Makes the document's first update from the votes that the user cast before the document existed. */
function documentOfVotes(votes: readonly VoteRow[]): Uint8Array | null {
  if (votes.length === 0) return null
  const doc = new Y.Doc()
  doc.clientID = newServerClient()
  doc.transact(() => {
    for (const vote of votes) {
      for (const part of ANNOTATION_PARTS) if (vote[part] !== null) doc.getMap(VOTES_MAP).set(voteKey(vote.hold_id, part), vote[part])
    }
  })
  return Y.encodeStateAsUpdate(doc)
}

/**
 * Makes the document if there is none, and fills a votes document from the user's rows.
 * @returns its epoch
 * @throws Refusal `not_found`
 */
export async function ensureDocument(services: Pick<CollabServices, 'stores' | 'transactions'>, document: DocumentName): Promise<string> {
  const name = documentName(document)
  const [known] = await services.stores.documents.heads([name])
  if (known) return known.epoch
  // The face is looked up outside of a transaction, so that an unknown name begins none.
  if (!await services.stores.walls.face({ id: document.faceId })) throw new Refusal('not_found')
  await services.transactions({ kind: 'guest' }, async ({ stores, now }) => {
    if (!await stores.walls.face({ id: document.faceId })) throw new Refusal('not_found')
    const epoch = randomBytes(9).toString('hex')
    const user_id = document.kind === 'votes' ? document.userId : null
    await stores.documents.create({ name, epoch, face_id: document.faceId, user_id }, now)
    if (!user_id) return
    const votes = (await stores.annotations.votesOf(user_id)).filter(vote => vote.face_id === document.faceId)
    const update = documentOfVotes(votes)
    // Another transaction may have made it first: then this one gets null and changes nothing.
    if (update) await stores.documents.append({ name, epoch, seq: 0 }, update, user_id, now)
  })
  const [made] = await services.stores.documents.heads([name])
  if (!made) throw new Refusal('not_found')
  return made.epoch
}

const uncompactedOf = (updates: readonly Uint8Array[]) => ({
  count: updates.length,
  bytes: updates.reduce((sum, update) => sum + update.length, 0),
})

/** Reads snapshot and updates of one moment. */
export async function readDocument(stores: Stores, name: string): Promise<LoadedDocument> {
  const stored = await stores.documents.get(name)
  if (!stored) throw new EpochMismatch()
  const rows = await stores.documents.updatesAfter(name, stored.snapshot_seq)
  const updates = rows.map(row => new Uint8Array(row.update))
  const uncompacted = uncompactedOf(updates)
  if (stored.snapshot) updates.unshift(new Uint8Array(stored.snapshot))
  return { version: { name, epoch: stored.epoch, seq: stored.seq }, updates, uncompacted }
}

/**
 * Reads the updates that were stored after `at`; null if there are none. If they were folded into a snapshot meanwhile,
 * the whole document is read.
 * @throws EpochMismatch
 */
export async function readSince(stores: Stores, at: DocumentVersion): Promise<LoadedDocument & { isWhole: boolean } | null> {
  const [head] = await stores.documents.heads([at.name])
  if (head?.epoch !== at.epoch) throw new EpochMismatch()
  if (head.seq === at.seq) return null
  if (head.snapshot_seq > at.seq) return { ...await readDocument(stores, at.name), isWhole: true }
  const updates = (await stores.documents.updatesAfter(at.name, at.seq)).map(row => new Uint8Array(row.update))
  return { version: { ...at, seq: head.seq }, updates, uncompacted: uncompactedOf(updates), isWhole: false }
}

/** @throws Refusal `locked`, naming the face or the key, or `unknown_hold` */
function refuseHolds({ locks, holds }: EditPreconditions, meaning: AffectedRows, { bypassesLocks }: Author): void {
  if (!bypassesLocks && locks.some(lock => lock.hold_id === null)) throw new Refusal('locked', { key: 'face' })
  for (const [holdId, key] of meaning.holds) if (!bypassesLocks && lockOn(locks, holdId)) throw new Refusal('locked', { key })
  for (const holdId of meaning.holds.keys()) if (!holds.has(holdId)) throw new Refusal('unknown_hold', { key: String(holdId) })
}

/** An update to store, its place in the document, and the document's content before it. */
export interface Change {
  document: DocumentName
  at: DocumentVersion
  author: Author
  effect: UpdateEffect
  meaning: AffectedRows
  /** Client ids that are not known to be the author's. */
  newClients: readonly number[]
  /** Gives the sheet's content before the update. */
  before: () => SheetContent
}

/**
 * Stores the update and its consequences in the tables, inside the caller's transaction. The document's row is locked
 * before anything else of the document is touched.
 * @throws ConcurrentWrite, Refusal
 */
export async function persistUpdate(
  context: WriteContext,
  { document, at, author, effect, meaning, newClients, before }: Change,
): Promise<number> {
  const { stores, now } = context
  const seq = await stores.documents.append(at, effect.update, author.userId, now)
  if (seq === null) throw new ConcurrentWrite()
  const standing = await stores.documents.standing({
    userId: author.userId ?? '',
    faceId: document.faceId,
    holdIds: [...meaning.holds.keys()],
  }, now)
  if (author.userId !== null && !standing.isActive) throw new Refusal('forbidden')
  if (author.userId !== null && newClients.length > 0 && !(await stores.documents.claimClients(at.name, newClients, author.userId)))
    throw new Refusal('invalid', { key: 'client' })
  refuseHolds(standing, meaning, author)
  if (document.kind === 'votes') await syncAnnotations(context, document, meaning.votes)
  else await recordHistory(context, document.faceId, { author, meaning, before })
  return seq
}

/** A votes document sets its user's rows, whoever wrote to it. */
async function syncAnnotations(
  { stores, touch, now }: WriteContext,
  { faceId, userId }: Extract<DocumentName, { kind: 'votes' }>,
  votes: AffectedRows['votes'],
): Promise<void> {
  await inPieces(votes, async ([holdId, parts]) => {
    if (!(await stores.annotations.setParts({ userId, holdId, faceId }, parts, now))) return
    touch.vote(userId, holdId)
    touch.consensus(holdId)
  })
}

/** One person's edits of a note within so many milliseconds make one entry of the history. */
export const NOTE_BURST_MS = 10 * 60_000

/**
 * [HISTORY-3] Keeps the sheet as it was before the hour's first edit, or before an admin's command, and tells the
 * hold's history whose note was edited.
 */
async function recordHistory(
  { stores, now }: WriteContext,
  faceId: string,
  { author, meaning, before }: Pick<Change, 'author' | 'meaning' | 'before'>,
): Promise<void> {
  await stores.sheetVersions.keep(faceId, author.bypassesLocks ? `restore ${now}` : `hour ${now.slice(0, 13)}`, before, now)
  const { userId, bypassesLocks } = author
  // An admin's command writes its own entry.
  if (userId === null || bypassesLocks) return
  const burst = instantOf(msOf(now) - NOTE_BURST_MS)
  for (const holdId of meaning.holds.keys()) {
    if (await stores.history.isNoteTold({ holdId, actorId: userId }, burst)) continue
    await stores.history.append([{ hold_id: holdId, face_id: faceId, kind: 'note', actor_id: userId, detail: { action: 'edited' } }], now)
  }
}

export const sizeOf = (doc: Y.Doc): number => Y.encodeStateAsUpdate(doc).length
