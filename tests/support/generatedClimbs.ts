import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { guest } from '../../shared/access/actor'
import type { FeedRow } from '../../shared/contract/feeds'
import type { ClimbRow } from '../../shared/model/climb'
import { ROLES } from '../../shared/model/climbHold'
import { FONT_GRADES, ircraOf } from '../../shared/rules/grades'
import { hundredthsOf } from '../../shared/rules/gradeOpinion'
import type { WriteContext } from '../../server/transaction/context'
import type { ImportClimb } from '../../server/sources/wallImport'
import type { Account, TestApp } from './app'
import { allFeedRows } from './feedRows'
import { HOLD_IDS, importTestWall, smallWall } from './wall'

export const FEET = ['All holds', 'Feet follow hands']
export const TAGS = ['dalle', 'dévers', '100 % "dur"']

export const holdFixture = fc.record({ hold_id: fc.constantFrom(...HOLD_IDS), role: fc.constantFrom(...ROLES) })
const someHolds = fc.uniqueArray(holdFixture, { minLength: 1, maxLength: 6, selector: ({ hold_id, role }) => `${role}${hold_id}` })
const aClimb = fc.record({
  name: fc.constantFrom('Éléphant', 'elephant', 'Zèbre', 'Âne bleu', 'Ane rouge', 'Œuf', '50 %_dur'),
  holds: someHolds,
  grade: fc.option(fc.constantFrom(...FONT_GRADES.map(({ ircra }) => ircra), 16, 0), { freq: 5 }),
  feet_rule: fc.constantFrom(...FEET, null),
  setter_key: fc.constantFrom('setter-a', 'setter-b'),
  is_benchmark: fc.boolean(),
  tags: fc.subarray(TAGS),
  climbed_by: fc.nat(5),
  total_likes: fc.nat(3),
  day: fc.nat(60),
})

/** So many climbs, always the same; several are of one moment. */
const generated = (count: number): ImportClimb[] => fc.sample(aClimb, { numRuns: count, seed: 7 }).map(({ grade, day, ...values }, n) => ({
  ...smallWall.climbs[0] as ImportClimb,
  ...values,
  key: `found-${n}`, stokt_id: `found-${n}`,
  grade_ircra: grade, grade_font: grade === null || grade === 0 ? null : FONT_GRADES.findLast(({ ircra }) => ircra <= grade)?.font ?? null,
  is_private: false, created_at: new Date(Date.UTC(2026, 2, 1 + day, 12, n % 60)).toISOString().replace('Z', '000Z') as ImportClimb['created_at'],
}))

const GRIPS = ['plat', 'bac', 'reglette', 'bac'] as const
const CONDITIONS = ['sale', null, 'ok', 'cassee'] as const
/** What each of so many voters says of a hold: where two of them vote, no grip is official. */
const voteOn = (at: number) => ({
  voters: at % 5 === 4 ? 2 : 3, parts: { grip_type: GRIPS[at % 4] ?? null, condition: CONDITIONS[at % 4] ?? null },
})

/** Who searches, and what they set, liked, sent and marked. */
export interface Facts { faceId: string; projects: ReadonlySet<string>; liked: ReadonlySet<string>; sent: ReadonlySet<string> }

const setterIn = (rows: readonly FeedRow[], not: string): string | undefined =>
  rows.flatMap(({ kind, value }) => (kind === 'climb' ? (value as ClimbRow).setter_id ?? [] : [])).find(id => id !== not)

type Writing = Pick<WriteContext, 'stores' | 'touch' | 'now'>
async function vote(voters: readonly string[], faceId: string, { stores, touch, now }: Writing): Promise<void> {
  for (const [at, holdId] of HOLD_IDS.entries()) {
    const { voters: most, parts } = voteOn(at)
    for (const userId of voters.slice(0, most)) await stores.annotations.setParts({ userId, holdId, faceId }, parts, now)
    touch.consensus(holdId)
  }
}

/** A wall of so many climbs, of which one person likes, sent and marked some, and to which another gave grades. */
export async function generatedWall(app: TestApp, count: number, { me, other }: { me: Account; other: Account }): Promise<Facts> {
  const { faceId } = await importTestWall(app.services, { ...smallWall, climbs: generated(count) })
  for (const name of ['Le mien', 'Le mien aussi']) {
    const body = { face_id: faceId, name, holds_list: 'S101 O103 T110', grade_font: '6B' }
    await app.call('POST', '/api/climbs', { token: me.token, body })
  }
  const told = ({ name, holds_list, created_at }: ClimbRow): string => [name, holds_list, created_at].join()
  const rows = await allFeedRows(app, `face:${faceId}`)
  const setter = setterIn(rows, me.id)
  const ids = rows.filter(({ kind }) => kind === 'climb')
    .map(({ value }) => value as ClimbRow).sort((a, b) => (told(a) < told(b) ? -1 : 1)).map(({ id }) => id)
  const [projects, liked, sent, graded] = [[20, 0], [12, 1], [8, 2], [100, 3]]
    .map(([step = 1, rest]) => ids.filter((_, at) => at % step === rest))
  await app.services.transactions(guest, async ({ stores, touch, now }) => {
    const send = async (by: Account, climb_id: string, font: string | null): Promise<void> => {
      const grade_hundredths = font === null ? null : hundredthsOf(ircraOf(font))
      const id = randomUUID()
      await stores.ascents.insert({
        id, stokt_id: null, climb_id, user_id: by.id, sent_at: now, attempts: null, is_flash: false, grade_font: font, grade_hundredths,
        notes: null, is_hidden: false, created_at: now, updated_at: now,
      })
      touch.ascent(id, climb_id)
    }
    for (const id of projects ?? []) {
      await stores.climbs.setPersonal(me.id, id, { is_project: true })
      touch.personal(me.id, id)
    }
    for (const id of liked ?? []) {
      await stores.likes.put(me.id, id, now)
      touch.like(me.id, { id, face_id: faceId })
    }
    for (const id of sent ?? []) await send(me, id, null)
    for (const [at, id] of (graded ?? []).entries()) await send(other, id, FONT_GRADES[at % 12]?.font ?? null)
    await vote([me.id, other.id, setter ?? ''], faceId, { stores, touch, now })
    await stores.logbook.count([...new Set([liked, sent, graded].flatMap(list => list ?? []))])
  })
  return { faceId, projects: new Set(projects), liked: new Set(liked), sent: new Set(sent) }
}
