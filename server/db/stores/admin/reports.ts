import { and, count, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import { openReportKey } from '../../../../shared/rules/openReportKey'
import { inChunks } from '../../../concurrency/chunks'
import { takenAs, type Database } from '../../database'
import { reportReads, type StoredReport } from './reportReads'

export type { StoredReport } from './reportReads'
type Resolution = Pick<StoredReport, 'outcome' | 'answer' | 'resolved_at' | 'resolved_by_id'>
type Thing = Pick<StoredReport, 'kind' | 'target_id'>

export function reportStore(db: Database) {
  const { reports, reportVoices } = db.t

  return {
    ...reportReads(db),

    async openOn(thing: Thing): Promise<StoredReport | null> {
      const [report] = (await db.select().from(reports).where(eq(reports.open_key, openReportKey(thing)))) as StoredReport[]
      return report ?? null
    },

    /** @returns false if the thing has an open report already */
    async insert(report: StoredReport): Promise<boolean> {
      return (await db.insert(reports).values(report).onConflictDoNothing().returning({ id: reports.id })).length === 1
    },

    /** Keeps the report open until the transaction ends. @returns false if somebody resolved it meanwhile */
    async keepOpen(id: string, updated_at: Instant): Promise<boolean> {
      const kept = await db.update(reports).set({ updated_at })
        .where(and(eq(reports.id, id), isNotNull(reports.open_key)))
        .returning({ id: reports.id })
      return kept.length === 1
    },

    async hasVoice({ report_id, user_id }: { report_id: string; user_id: string }): Promise<boolean> {
      const where = and(eq(reportVoices.report_id, report_id), eq(reportVoices.user_id, user_id))
      return (await db.select({ at: reportVoices.at }).from(reportVoices).where(where)).length === 1
    },

    /** A person's second voice changes the reason of the first. */
    async putVoice(voice: { report_id: string; user_id: string; reason: string; at: Instant }): Promise<void> {
      await db.insert(reportVoices).values(voice)
        .onConflictDoUpdate({ target: [reportVoices.report_id, reportVoices.user_id], set: { reason: voice.reason } })
    },

    /** @returns false if somebody resolved it before */
    async resolve(id: string, resolution: Resolution, updated_at: Instant): Promise<boolean> {
      const resolved = await db.update(reports).set({ ...resolution, open_key: null, updated_at })
        .where(and(eq(reports.id, id), isNotNull(reports.open_key)))
        .returning({ id: reports.id })
      return resolved.length === 1
    },

    /** @throws Refusal `taken` if another report of the same thing was opened at this moment */
    async reopen({ id, ...thing }: Thing & { id: string }, updated_at: Instant): Promise<void> {
      await db.update(reports)
        .set({ open_key: openReportKey(thing), outcome: null, answer: null, resolved_at: null, resolved_by_id: null, updated_at })
        .where(eq(reports.id, id))
        .catch(takenAs('id'))
    },

    async countOpen(): Promise<number> {
      const [total] = await db.select({ n: count() }).from(reports).where(isNotNull(reports.open_key))
      return total?.n ?? 0
    },

    async delete(ids: readonly string[]): Promise<void> {
      await inChunks(ids, chunk => db.delete(reports).where(inArray(reports.id, chunk)).returning({ id: reports.id }))
    },
  }
}
