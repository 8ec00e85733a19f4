import { SHEET_MARKS } from '../../shared/documents'
import './zodConfig'
import { SheetMark } from '../../shared/model/sheetMark'
import type { Mark } from '../wall/marks/mark'
import type { LostEdit } from '../documents/edits'

/** A mark that the server did not take: as I wanted it, or null where I wanted it gone. */
export interface RejectedMark {
  edit: LostEdit
  mark: Mark | null
}

export const rejectedMarks = (lost: readonly LostEdit[]): RejectedMark[] => lost.flatMap((edit): RejectedMark[] => {
  if (edit.root !== SHEET_MARKS || edit.key === null) return []
  if (edit.value === undefined) return [{ edit, mark: null }]
  const mark = SheetMark.safeParse(edit.value).data
  return mark ? [{ edit, mark: { ...mark, id: edit.key } }] : []
})
