import { and, eq, gt, inArray, isNotNull, sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import type { GradeOpinion } from '../../../../shared/model/gradeOpinion'
import { gradeOpinion } from '../../../../shared/rules/gradeOpinion'
import { inChunks } from '../../../concurrency/chunks'
import type { Database } from '../../database'

type Graded = Pick<Database['t']['climbs']['$inferSelect'], 'id' | 'grade_ircra'>
type Opinion = Omit<GradeOpinion, 'climb_id'>

/** How many senders gave each Font grade to each climb: each person counts once, with the newest send that has a grade. */
async function votesOn(db: Database, climbIds: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const { ascents } = db.t
  const votes = await inChunks(climbIds, (chunk) => {
    const newest = sql`row_number() over (partition by ${ascents.climb_id}, ${ascents.user_id} order by ${ascents.sent_at} desc, ${ascents.created_at} desc, ${ascents.id} desc)`
    const ranked = db.select({ climb_id: ascents.climb_id, grade_font: ascents.grade_font, place: newest.as('place') }).from(ascents)
      .where(and(inArray(ascents.climb_id, chunk), isNotNull(ascents.grade_hundredths))).as('ranked')
    return db.select({ climb_id: ranked.climb_id, font: ranked.grade_font, n: sql<number>`cast(count(*) as integer)` }).from(ranked)
      .where(eq(ranked.place, 1)).groupBy(ranked.climb_id, ranked.grade_font).orderBy(ranked.climb_id, ranked.grade_font)
  })
  const byClimb = new Map<string, Record<string, number>>()
  for (const { climb_id, font, n } of votes) {
    const grades = byClimb.get(climb_id) ?? {}
    if (font !== null) grades[font] = n
    byClimb.set(climb_id, grades)
  }
  return byClimb
}

/** The grades of climbs from the setter's and the senders' opinions; climbs that no sender graded are left out. */
export async function opinionsOf(db: Database, climbs: readonly Graded[]): Promise<Map<string, Opinion>> {
  const votes = await votesOn(db, climbs.map(({ id }) => id))
  return new Map(climbs.flatMap(({ id, grade_ircra }) => {
    const opinion = gradeOpinion(grade_ircra, votes.get(id) ?? {})
    return opinion ? [[id, opinion] as const] : []
  }))
}

async function writeOpinions(db: Database, graded: readonly Graded[]): Promise<void> {
  const { climbs } = db.t
  const opinions = await opinionsOf(db, graded)
  for (const { id } of graded) {
    const opinion = opinions.get(id)
    await db.update(climbs).set({
      grade_opinions: opinion?.opinions ?? 0, opinion_font: opinion?.grade_font ?? null, opinion_ircra: opinion?.grade_ircra ?? null,
    }).where(eq(climbs.id, id))
  }
}

type OfPerson = Record<'climb_id' | 'user_id', SQLWrapper>
/** [STOKT-22] Stokt does not count this person among those who like or sent the climb. */
export function isNotCounted({ stoktCounted: counted }: Database['t'], what: 'like' | 'send', of: OfPerson): SQL {
  const isThis = sql`${counted.climb_id} = ${of.climb_id} and ${counted.user_id} = ${of.user_id} and ${counted.what} = ${what}`
  return sql`not exists (select 1 from ${counted} where ${isThis})`
}

/** Counts the likes and the people who sent these climbs, and grades them anew. Whom Stokt counts is not counted here. */
export async function countOwn(db: Database, climbIds: readonly string[]): Promise<void> {
  const { ascents, climbs, likes } = db.t
  const graded = await inChunks(climbIds, chunk => db.update(climbs).set({
    own_likes: sql`(select count(*) from ${likes} where ${likes.climb_id} = ${climbs.id} and ${isNotCounted(db.t, 'like', likes)})`,
    own_senders: sql`(select count(distinct ${ascents.user_id}) from ${ascents} where ${ascents.climb_id} = ${climbs.id}
      and ${isNotCounted(db.t, 'send', ascents)})`,
  }).where(inArray(climbs.id, chunk)).returning({ id: climbs.id, grade_ircra: climbs.grade_ircra }))
  await writeOpinions(db, graded)
}

/** [OPINION-3] The setter's grades of these climbs changed: those that senders graded are graded anew. */
export async function gradeAnew(db: Database, climbIds: readonly string[]): Promise<void> {
  const { climbs } = db.t
  const graded = await inChunks(climbIds, chunk => db.select({ id: climbs.id, grade_ircra: climbs.grade_ircra }).from(climbs)
    .where(and(inArray(climbs.id, chunk), gt(climbs.grade_opinions, 0))))
  await writeOpinions(db, graded)
}
