import { z } from 'zod'
import { limits } from '../limits'
import { IMPORT_REASONS } from '../model/importReason'
import { Instant } from '../model/instantSchema'
import type { Command } from './command'

const whole = z.number().int()
/** The numbers of rows of one kind. */
export const ImportTally = z.object({ created: whole, updated: whole, unchanged: whole })

const ReasonCode = z.enum(IMPORT_REASONS).nullable()

export const RejectedRow = z.object({
  kind: z.string(),
  id: z.string(),
  name: z.string(),
  /** In the language of whoever asks. */
  reason: z.string(),
  code: ReasonCode,
})

/** The changes of an import, made or still to be made. */
export const ImportReport = z.object({
  wall: z.string(),
  tallies: z.object({ gym: ImportTally, face: ImportTally, holds: ImportTally, setters: ImportTally, climbs: ImportTally }),
  rejected: z.object({
    count: whole,
    /** The first of them. */
    results: z.array(RejectedRow),
  }),
  demo_removed: z.boolean(),
})
export type UploadReport = z.infer<typeof ImportReport>

export const UPLOAD_STATES = ['reading', 'ready', 'refused', 'applying', 'done', 'failed'] as const
export type UploadState = (typeof UPLOAD_STATES)[number]

export const UploadedImport = z.object({
  id: z.string(),
  /** It is read, then ready or refused; once somebody applies it, it is applied, then done or failed. */
  state: z.enum(UPLOAD_STATES),
  created_at: Instant,
  /** Rows that are done while it is applied, and how many there are. */
  done: whole,
  total: whole,
  report: ImportReport.nullable(),
  /** The reason why it was refused, in the language of whoever asks. */
  problem: z.string().nullable(),
  problem_code: ReasonCode,
})
export type UploadedImport = z.infer<typeof UploadedImport>

const Id = z.object({ id: z.string().max(64) })

export const importCommands = {
  'imports.create': {
    method: 'POST', path: '/api/admin/imports', summary: 'Upload a wall as a zip; it is read, and nothing is changed yet', gate: 'importer',
    upload: true, uploadBytes: limits.importBytes, status: 201, input: z.strictObject({}), output: z.object({ id: z.string() }),
  },
  'imports.get': {
    method: 'GET', path: '/api/admin/imports/:id', summary: 'An uploaded wall: what it would change, how far it is, or what came of it',
    gate: 'importer',
    input: Id, output: UploadedImport,
  },
  'imports.apply': {
    method: 'POST', path: '/api/admin/imports/:id/apply', summary: 'Import an uploaded wall that is ready', gate: 'importer',
    input: z.strictObject(Id.shape), output: UploadedImport,
  },
} as const satisfies Record<string, Command>
