import { and, asc, count, desc, eq, inArray, isNotNull, isNull, lt, or, sql } from 'drizzle-orm'
import type { Instant } from '../../../../shared/model/instant'
import type { OwnReport, Report, ReportKind, ReportOutcome, ReportSeen } from '../../../../shared/model/report'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'
import { namesOfUsers } from '../accounts/namesOfUsers'

type Row = Database['t']['reports']['$inferSelect']
type Voice = Database['t']['reportVoices']['$inferSelect']
export type StoredReport = Omit<Row, 'kind' | 'seen' | 'outcome'> & { kind: ReportKind; seen: ReportSeen; outcome: ReportOutcome | null }

/** A report of a very popular thing stays small: so many of its voices are shown. */
const VOICES_SHOWN = 50

/** The fields that admins and reporters have in common. */
const common = ({ id, kind, target_id, face_id, open_key, outcome, answer, resolved_at }: StoredReport) => ({
  id, kind, target_id, face_id, state: open_key === null ? 'resolved' as const : 'open' as const, outcome, answer, resolved_at,
})

/** Reads the voices of reports, and the reports as admins see them. */
function viewsOf(db: Database) {
  const { reportVoices } = db.t

  const voicesOf = (ids: readonly string[]) =>
    inChunks(ids, chunk =>
      db.select().from(reportVoices).where(inArray(reportVoices.report_id, chunk)).orderBy(asc(reportVoices.at), asc(reportVoices.user_id)))

  async function withVoices(rows: readonly StoredReport[]): Promise<Report[]> {
    const voices = new Map<string, Voice[]>(rows.map(({ id }) => [id, []]))
    for (const voice of await voicesOf([...voices.keys()])) voices.get(voice.report_id)?.push(voice)
    const shownOf = (id: string) => (voices.get(id) ?? []).slice(0, VOICES_SHOWN)
    const people = rows.flatMap(({ id, resolved_by_id, seen }) =>
      [resolved_by_id, seen.author_id ?? null, ...shownOf(id).map(({ user_id }) => user_id)])
    const names = await namesOfUsers(db, people)
    const nameOf = (id: string | null | undefined) => names.get(id ?? '') ?? null
    return rows.map(row => ({
      ...common(row),
      seen: row.seen,
      author_name: nameOf(row.seen.author_id),
      voices: shownOf(row.id).map(({ user_id, reason, at }) => ({ user_id, user_name: nameOf(user_id), reason, at })),
      voices_count: voices.get(row.id)?.length ?? 0,
      created_at: row.created_at,
      updated_at: row.updated_at,
      resolved_by_id: row.resolved_by_id,
      resolved_by_name: nameOf(row.resolved_by_id),
    }))
  }

  return { voicesOf, withVoices }
}

/** The reads of the store of reports. */
export function reportReads(db: Database) {
  const { faces, reports, reportVoices } = db.t
  const { voicesOf, withVoices } = viewsOf(db)
  const isBy = (userId: string) => sql`${reports.seen} LIKE ${`%"author_id":"${userId}"%`}`

  const byIds = (ids: readonly string[]): Promise<StoredReport[]> =>
    inChunks(ids, async chunk => (await db.select().from(reports).where(inArray(reports.id, chunk))) as StoredReport[])

  /** [REPORT-5] The reports as each of their reporters sees them. */
  async function ownRows(ids: readonly string[]): Promise<{ userId: string; report: OwnReport }[]> {
    const known = new Map((await byIds(ids)).map(report => [report.id, report]))
    return (await voicesOf(ids)).flatMap(({ report_id, user_id, reason, at }) => {
      const report = known.get(report_id)
      return report ? [{ userId: user_id, report: { ...common(report), name: report.seen.name, reason, created_at: at } }] : []
    })
  }

  return {
    rows: async (ids: readonly string[]): Promise<Report[]> => withVoices(await byIds(ids)),

    ownRows,

    async byId(id: string): Promise<StoredReport | null> {
      return (await byIds([id]))[0] ?? null
    },

    /** `count` is the number on all pages together. */
    async list(
      { state, page, page_size }: { state: 'open' | 'resolved'; page: number; page_size: number },
    ): Promise<{ results: Report[]; count: number }> {
      const where = state === 'open' ? isNotNull(reports.open_key) : isNull(reports.open_key)
      const order = state === 'open' ? [asc(reports.created_at), asc(reports.id)] : [desc(reports.resolved_at), desc(reports.id)]
      const results = (await db.select().from(reports).where(where).orderBy(...order)
        .limit(page_size).offset((page - 1) * page_size)) as StoredReport[]
      const [total] = await db.select({ n: count() }).from(reports).where(where)
      return { results: await withVoices(results), count: total?.n ?? 0 }
    },

    /** The reports that name the person: reported by them, resolved by them, or about a thing that they made. */
    async idsNaming(userId: string): Promise<string[]> {
      const found = await db.selectDistinct({ id: reports.id }).from(reports)
        .leftJoin(reportVoices, eq(reportVoices.report_id, reports.id))
        .where(or(
          eq(reportVoices.user_id, userId),
          eq(reports.resolved_by_id, userId),
          isBy(userId),
        ))
      return found.map(({ id }) => id)
    },

    /** The reports about the person, or about a comment of theirs. */
    idsAbout: async (userId: string): Promise<string[]> =>
      (await db.select({ id: reports.id }).from(reports).where(or(
        and(eq(reports.kind, 'user'), eq(reports.target_id, userId)),
        and(eq(reports.kind, 'comment'), isBy(userId)),
      )))
        .map(({ id }) => id),

    /** A person's own reports, for the copy of their data. */
    async ownOf(userId: string): Promise<OwnReport[]> {
      const own = await db.select({ id: reportVoices.report_id }).from(reportVoices).where(eq(reportVoices.user_id, userId))
      return (await ownRows(own.map(({ id }) => id))).filter(own => own.userId === userId).map(({ report }) => report)
    },

    async countOpenOf(userId: string): Promise<number> {
      const [found] = await db.select({ n: count() }).from(reportVoices)
        .innerJoin(reports, eq(reports.id, reportVoices.report_id))
        .where(and(eq(reportVoices.user_id, userId), isNotNull(reports.open_key)))
      return found?.n ?? 0
    },

    idsInGym: async (gymId: string): Promise<string[]> =>
      (await db.select({ id: reports.id }).from(reports).innerJoin(faces, eq(faces.id, reports.face_id)).where(eq(faces.gym_id, gymId)))
        .map(({ id }) => id),

    idsResolvedBefore: async (before: Instant): Promise<string[]> =>
      (await db.select({ id: reports.id }).from(reports).where(and(isNull(reports.open_key), lt(reports.resolved_at, before))))
        .map(({ id }) => id),
  }
}
