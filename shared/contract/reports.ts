import { z } from 'zod'
import { limits } from '../limits'
import { HoldId } from '../model/hold'
import { OwnReport, Report, REPORT_ANSWER_MAX, REPORT_KINDS, REPORT_OUTCOMES, REPORT_REASON_MAX } from '../model/report'
import type { Command } from './command'

const Reason = z.string().trim().max(500).default('')
const paging = {
  page: z.coerce.number().int().min(1).max(1_000_000).default(1),
  page_size: z.coerce.number().int().min(1).max(limits.maxPageSize).default(limits.pageSize),
}

export const reportCommands = {
  'reports.create': {
    method: 'POST', path: '/api/reports', summary: 'Ask the admins to look at something; 200 if the report joined an open one',
    gate: 'user',
    input: z.strictObject({
      kind: z.enum(REPORT_KINDS),
      id: z.string().min(1).max(130),
      reason: z.string().trim().min(1).max(REPORT_REASON_MAX),
    }),
    output: OwnReport, status: 201,
  },
  'reports.list': {
    method: 'GET', path: '/api/admin/reports',
    summary: 'What people reported; open reports oldest first, resolved ones last resolved first', gate: 'admin',
    input: z.object({ state: z.enum(['open', 'resolved']).default('open'), ...paging }),
    output: z.object({ results: z.array(Report), count: z.number().int(), page: z.number().int(), page_size: z.number().int() }),
  },
  'reports.resolve': {
    method: 'POST', path: '/api/admin/reports/:id/resolve',
    summary: 'Close a report; everybody who reported it reads the outcome and the answer', gate: 'admin',
    input: z.strictObject({
      id: z.string().max(64),
      outcome: z.enum(REPORT_OUTCOMES),
      answer: z.string().trim().max(REPORT_ANSWER_MAX).default(''),
    }),
    output: Report.extend({ audit_id: z.string() }),
  },
  'notes.clear': {
    method: 'POST', path: '/api/admin/holds/:id/note/clear', summary: 'Empty the shared note of a hold', gate: 'admin',
    input: z.strictObject({ id: HoldId, reason: Reason }), output: z.object({ hold_id: z.number().int(), audit_id: z.string() }),
  },
  'marks.remove': {
    method: 'POST', path: '/api/admin/sheets/:face/marks/:mark/remove', summary: 'Take one drawing off the shared sheet', gate: 'admin',
    input: z.strictObject({ face: z.string().max(64), mark: z.string().max(64), reason: Reason }),
    output: z.object({ mark: z.string(), audit_id: z.string() }),
  },
} as const satisfies Record<string, Command>
