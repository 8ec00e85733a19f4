import type * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import {
  isMarkId,
  isStorable,
  isVoteValue,
  parseNoteRoot,
  parseVoteKey,
  SHEET_MARKS,
  SHEET_NOTE_MAX,
  VOTES_MAP,
} from '../../shared/documents'
import { SheetMark } from '../../shared/model/sheetMark'
import type { AnnotationPart } from '../../shared/model/annotationParts'
import { Refusal } from '../../shared/result'
import type { UpdateEffect } from './scratchDocument'
import type { SummaryLimits } from './updateSummary'

type Kind = DocumentName['kind']
export type VoteParts = Partial<Record<AnnotationPart, string | null>>

/** The consequences of the change outside the document. */
export interface AffectedRows {
  /** The holds that it names, each under the first key that does. They have to be on the document's face and not locked. */
  holds: Map<number, string>
  votes: Map<number, VoteParts>
}

/** The document after the change, the document before it, and the makers of the marks that were deleted lately. */
interface Docs {
  scratch: Y.Doc
  committed: Y.Doc
  erased: ReadonlyMap<string, string>
}

const invalid = (key: string) => new Refusal('invalid', { key })
const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** A document holds only plain values and plain text: no nested types, embeds, formats or binaries, not even deleted ones. */
export const contentsOf = (kind: Kind): SummaryLimits['mayCarry'] => (content, values) => {
  if (content === 'deleted') return true
  if (content === 'string') return kind === 'sheet'
  return values.every(value => (kind === 'votes' ? typeof value === 'string' : isPlainObject(value)))
}

function nameHold({ holds }: AffectedRows, holdId: number, key: string): void {
  if (!holds.has(holdId)) holds.set(holdId, key)
}

function votesMeaning(scratch: Y.Doc, changed: UpdateEffect['changed']): AffectedRows {
  const meaning: AffectedRows = { holds: new Map(), votes: new Map() }
  const map = scratch.getMap(VOTES_MAP)
  for (const [root, keys] of changed) {
    if (root !== VOTES_MAP) throw invalid(root)
    for (const key of keys) {
      const parsed = key === null ? null : parseVoteKey(key)
      const value = key === null ? null : map.get(key)
      if (!parsed || !isVoteValue(parsed.part, value)) throw invalid(key ?? root)
      nameHold(meaning, parsed.holdId, key ?? root)
      meaning.votes.set(parsed.holdId, { ...meaning.votes.get(parsed.holdId), [parsed.part]: value === '' ? null : value })
    }
  }
  return meaning
}

/**
 * Every writer may delete a mark, put it back or move it; only the mark's `by` stays its maker. With null for the user it
 * is an admin's command, which puts marks of others back.
 */
function checkMark(key: string | null, { scratch, committed, erased }: Docs, userId: string | null): void {
  if (key === null || !isMarkId(key)) throw invalid(key ?? SHEET_MARKS)
  const value: unknown = scratch.getMap(SHEET_MARKS).get(key)
  if (value === undefined) return
  const mark = isPlainObject(value) ? SheetMark.safeParse(value).data : undefined
  const was = SheetMark.safeParse(committed.getMap(SHEET_MARKS).get(key)).data
  const makers = was ? [was.by] : [userId ?? mark?.by, erased.get(key)]
  if (!mark || !makers.includes(mark.by)) throw invalid(key)
}

/** The largest number of pieces of one note, deleted ones included: Yjs walks over them with each change. */
const NOTE_PIECES = 20_000

function hasFewPieces(text: Y.Text): boolean {
  let pieces = 0
  for (let item = text._start; item; item = item.right) if (++pieces > NOTE_PIECES) return false
  return true
}

/** An embed counts in the text's length but is no character. */
function isPlainText(text: Y.Text): boolean {
  const words = text.length <= SHEET_NOTE_MAX ? text.toString() : null
  return words !== null && words.length === text.length && isStorable(words)
}

function sheetMeaning(docs: Docs, changed: UpdateEffect['changed'], userId: string | null): AffectedRows {
  const meaning: AffectedRows = { holds: new Map(), votes: new Map() }
  for (const [root, keys] of changed) {
    if (root === SHEET_MARKS) {
      for (const key of keys) checkMark(key, docs, userId)
      continue
    }
    const holdId = parseNoteRoot(root)
    if (holdId === null || [...keys].some(key => key !== null) || !isPlainText(docs.scratch.getText(root))) throw invalid(root)
    if (!hasFewPieces(docs.scratch.getText(root))) throw new Refusal('too_large', { key: root })
    nameHold(meaning, holdId, root)
  }
  return meaning
}

/**
 * Checks the new values of the changed keys. `userId` is null if an admin's command writes.
 * @throws Refusal
 */
export function affectedRowsOf(kind: Kind, docs: Docs, changed: UpdateEffect['changed'], userId: string | null): AffectedRows {
  return kind === 'votes' ? votesMeaning(docs.scratch, changed) : sheetMeaning(docs, changed, userId)
}
