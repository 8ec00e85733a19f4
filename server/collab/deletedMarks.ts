import type * as Y from 'yjs'
import { SHEET_MARKS } from '../../shared/documents'
import { SheetMark } from '../../shared/model/sheetMark'

const REMEMBERED = 1000

/**
 * Remembers the makers of deleted marks while the document is open: a person may undo their deletion, and the mark
 * still belongs to its maker. The map goes from the mark's id to the maker, and forgets the oldest.
 */
export function watchDeletedMarks(doc: Y.Doc): ReadonlyMap<string, string> {
  const erased = new Map<string, string>()
  doc.getMap(SHEET_MARKS).observe(({ changes }) => {
    for (const [id, { action, oldValue }] of changes.keys) {
      const maker = action === 'delete' ? SheetMark.safeParse(oldValue).data?.by : undefined
      if (maker === undefined) continue
      erased.delete(id)
      erased.set(id, maker)
    }
    for (const id of [...erased.keys()].slice(0, Math.max(0, erased.size - REMEMBERED))) erased.delete(id)
  })
  return erased
}
