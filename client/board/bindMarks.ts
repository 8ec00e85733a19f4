import { watch } from 'vue'
import * as Y from 'yjs'
import { isMarkId, SHEET_MARKS } from '../../shared/documents'
import './zodConfig'
import { SheetMark } from '../../shared/model/sheetMark'
import type { LiveDocument } from '../documents/liveDocument'

type StoredMark = SheetMark & { id: string }

/** The marks as a page shows them; plain values. */
export interface MarksNow {
  /** The newest first. */
  marks: readonly StoredMark[]
  canUndo: boolean
  canRedo: boolean
}

export interface MarksBinding {
  /** Sets a mark. What follows within half a second under one `step` is undone with it. */
  put(mark: StoredMark, step?: string): void
  remove(id: string): void
  /** Takes back what was done here last; what others did stays. */
  undo(): void
  redo(): void
  close(): void
}

/** Edits that follow each other this fast are one for undo. */
const CAPTURE_MS = 500

/** Ties the sheet's marks to a page until it is closed; goes on with the new document when the old one was dropped. */
export function bindMarks(document: LiveDocument, onChange: (now: MarksNow) => void): MarksBinding {
  let bound = bindOnce(document.doc, onChange)
  const stopWatching = watch(document.generation, () => {
    bound.close()
    bound = bindOnce(document.doc, onChange)
  }, { flush: 'sync' })
  return {
    put: (mark, step) => bound.put(mark, step),
    remove: id => bound.remove(id),
    undo: () => bound.undo(),
    redo: () => bound.redo(),
    close() {
      stopWatching()
      bound.close()
    },
  }
}

function bindOnce(doc: Y.Doc, onChange: (now: MarksNow) => void): MarksBinding {
  const map = doc.getMap(SHEET_MARKS)
  const origin = {}
  const history = new Y.UndoManager(map, { trackedOrigins: new Set([origin]), captureTimeout: CAPTURE_MS })
  let lastStep: string | undefined
  const tell = (): void => onChange({ marks: marksIn(map), canUndo: history.canUndo(), canRedo: history.canRedo() })
  const edit = (step: string | undefined, run: () => void): void => {
    if (step === undefined || step !== lastStep) history.stopCapturing()
    lastStep = step
    doc.transact(run, origin)
  }

  map.observe(tell)
  for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) history.on(event, tell)
  tell()
  return {
    put: ({ id, ...mark }, step) => edit(step, () => map.set(id, mark)),
    remove: id => edit(undefined, () => map.delete(id)),
    undo: () => void history.undo(),
    redo: () => void history.redo(),
    close() {
      map.unobserve(tell)
      history.destroy()
    },
  }
}

/** Keyed by the stored value, which is never changed in place: a mark is read once, however often its neighbours change. */
const read = new WeakMap<object, StoredMark>()

/** Null for what another program wrote badly. */
function markOf(id: string, value: unknown): StoredMark | null {
  if (typeof value !== 'object' || value === null) return null
  const known = read.get(value)
  if (known?.id === id) return known
  const { data } = SheetMark.safeParse(value)
  if (!data || !isMarkId(id)) return null
  const mark = { ...data, id }
  read.set(value, mark)
  return mark
}

/** Ids begin with when they were given, so that the newest come first. */
const marksIn = (map: Y.Map<unknown>): StoredMark[] =>
  [...map].flatMap(([id, value]) => markOf(id, value) ?? []).sort((one, other) => (one.id < other.id ? 1 : -1))
