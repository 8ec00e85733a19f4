import { z } from 'zod'
import { limits } from '../limits'
import { HoldEvent } from '../model/history'
import { HoldId } from '../model/hold'
import { SheetContent, SheetVersion } from '../model/sheetVersion'
import type { Command } from './command'

const face = z.string().max(64)
const id = z.string().max(64)
const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}
const paged = <T extends z.ZodType>(row: T) =>
  z.object({ results: z.array(row), count: z.number().int(), page: z.number().int(), page_size: z.number().int() })

// Before `documents.get`, whose path takes any name.
export const historyCommands = {
  'holds.history': {
    method: 'GET', path: '/api/holds/:id/history', summary: 'What changed about a hold, newest first', gate: 'reader',
    input: z.object({ id: HoldId, ...paging }), output: paged(HoldEvent),
  },
  'sheetVersions.list': {
    method: 'GET', path: '/api/documents/sheet/:face/versions', summary: 'Kept versions of a shared sheet, newest first', gate: 'reader',
    input: z.object({ face, ...paging }), output: paged(SheetVersion),
  },
  'sheetVersions.get': {
    method: 'GET', path: '/api/documents/sheet/:face/versions/:id', summary: 'What the sheet said then', gate: 'reader',
    input: z.object({ face, id }), output: SheetVersion.extend(SheetContent.shape),
  },
  'sheetVersions.restore': {
    method: 'POST', path: '/api/documents/sheet/:face/versions/:id/restore', summary: 'Put one note back as it was', gate: 'admin',
    input: z.strictObject({ face, id, hold_id: HoldId }), output: z.object({ hold_id: z.number().int(), text: z.string() }),
  },
  'sheets.beginAnew': {
    method: 'POST', path: '/api/admin/sheets/:face/begin-anew',
    summary: 'Make a shared sheet anew from its notes and marks: what slows it down is gone, what it says stays', gate: 'admin',
    input: z.strictObject({ face, reason: z.string().trim().max(500).default('') }),
    output: z.object({ face_id: z.string(), epoch: z.string(), notes_count: z.number().int(), marks_count: z.number().int() }),
  },
} as const satisfies Record<string, Command>
