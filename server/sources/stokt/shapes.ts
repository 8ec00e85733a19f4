import { z } from 'zod'
import { WallGrid } from '../../../shared/model/grid'
import { IMPORT_REASONS, importReason, type ImportReason, type ImportReasonCode } from '../../../shared/model/importReason'
import { parseInstant } from '../../../shared/model/instant'

/** Text without characters that PostgreSQL refuses (NUL, halves of surrogate pairs) or nobody can see (other controls). */
const cleaned = (text: string): string =>
  text.replace(/\p{Surrogate}/gu, '\ufffd').replace(/[^\P{Cc}\n\t]/gu, '').trim()

const text = (max: number) => z.string().max(max).transform(cleaned)
/** Null and absent are the empty text. */
const optionalText = (max: number) => text(max).nullish().transform(value => value ?? '')

/** Stokt's ids are UUIDs, older ones numbers. */
const StoktId = z.union([z.string().regex(/^[\w-]{1,100}$/), z.int().min(0)]).transform(String)
const flag = z.boolean().nullish().transform(value => value ?? false)
const count = z.int().min(0).max(2_147_483_647).nullish().transform(value => value ?? 0)

const MAX_HOLDS = 20_000
export const MAX_CLIMBS = 100_000

const Picture = z.object({
  // The path must stay below the folder from which pictures are served.
  name: text(300).refine(name => !/^[/\\]|\\|:|(^|\/)\.\.?(\/|$)|^$/.test(name), 'field_path'),
  width: z.int().min(1).max(50_000),
  height: z.int().min(1).max(50_000),
})

/** The ids of mastoc's own rows. */
const OwnId = z.string().regex(/^[\w-]{1,64}$/)
const Moment = z.string().transform((text, check) =>
  parseInstant(text) ?? (check.addIssue({ code: 'custom', message: 'field_malformed' }), z.NEVER))

/** The fields that mastoc adds to its own exports, so that nothing is lost on the way to another mastoc. */
export const OwnGym = z.object({ id: OwnId, from_stokt: z.boolean(), is_demo: z.boolean() })
export const OwnFace = z.object({
  id: OwnId,
  from_stokt: z.boolean(),
  position: z.int(),
  is_archived: z.boolean(),
  grid: WallGrid.nullable(),
})
export type OwnGym = z.output<typeof OwnGym>
export type OwnFace = z.output<typeof OwnFace>
const OwnSetter = z.object({ id: OwnId, username: text(50).nullable() })
const OwnClimb = z.object({
  id: OwnId,
  from_stokt: z.boolean(),
  import_key: z.string().max(200).nullable(),
  updated_at: Moment,
  by_account: z.boolean(),
})

/** setup.json: the face and its holds, which are checked one by one. */
export const Setup = z.object({
  id: StoktId,
  gym: optionalText(200),
  wall: optionalText(200),
  picture: Picture.nullish(),
  feetRulesOptions: z.array(text(100)).max(100).nullish(),
  hasSymmetry: flag,
  holds: z.array(z.unknown()).min(1, 'field_no_hold').max(MAX_HOLDS),
  mastoc: OwnFace.optional(),
})
export type Setup = z.output<typeof Setup>

/** gym.json; its other fields are not used. */
export const GymFile = z.object({
  gym_summary: z.object({
    id: StoktId,
    displayName: text(200),
    locationString: optionalText(300),
    walls: z.array(z.object({
      id: StoktId.nullish(),
      feetRules: z.array(z.object({ name: text(100) })).max(100).nullish(),
    })).max(1000).nullish(),
  }),
  walls: z.array(z.object({
    id: StoktId.nullish(),
    name: optionalText(200),
    faces: z.array(z.object({
      id: StoktId,
      isActive: z.boolean().nullish(),
      smallPicture: Picture.nullish().catch(null),
    })).max(1000).nullish(),
  })).max(1000).nullish(),
  mastoc: OwnGym.optional(),
})
export type GymFile = z.output<typeof GymFile>

/** climbs*.json: `{count, climbs}`, a page of Stokt's own (`{results}`), or the bare list. */
export const ClimbsFile = z.union([
  z.array(z.unknown()).max(MAX_CLIMBS),
  z.object({ climbs: z.array(z.unknown()).max(MAX_CLIMBS) }).transform(file => file.climbs),
  z.object({ results: z.array(z.unknown()).max(MAX_CLIMBS) }).transform(file => file.results),
])

const NUMBER = String.raw`-?\d{1,6}(?:\.\d{1,12})?`
const pattern = (form: string) => new RegExp(`^(?:${form})$`)
const POLYGON = pattern(String.raw`${NUMBER},${NUMBER}(?:\s+${NUMBER},${NUMBER}){2,}`)
const LINE = pattern(String.raw`${NUMBER}(?:\s+${NUMBER}){3}`)
const geometry = (form: RegExp) => text(20_000).refine(value => form.test(value), 'field_malformed')
const optionalGeometry = (form: RegExp) => optionalText(20_000).refine(value => value === '' || form.test(value), 'field_malformed')

export const RawHold = z.object({
  id: z.int(),
  area: z.union([z.number(), text(30).refine(value => pattern(String.raw`\d{1,12}(?:\.\d{1,12})?`).test(value), 'field_no_number')])
    .transform(Number).pipe(z.number().min(0).max(1e12)),
  polygonStr: geometry(POLYGON),
  touchPolygonStr: optionalGeometry(POLYGON),
  pathStr: optionalGeometry(/^[MLHVCSQTAZ\d\s,.-]*$/i),
  centroidStr: geometry(pattern(String.raw`${NUMBER}\s+${NUMBER}`)),
  topPolygonStr: optionalGeometry(POLYGON),
  centerTapeStr: optionalGeometry(LINE),
  leftTapeStr: optionalGeometry(LINE),
  rightTapeStr: optionalGeometry(LINE),
  mastoc: z.object({ removed_at: Moment, removed_reason: text(500).nullable() }).optional(),
})
export type RawHold = z.output<typeof RawHold>

export const RawClimb = z.object({
  id: StoktId,
  faceId: StoktId.nullish(),
  name: text(200).refine(name => name !== '', 'field_empty'),
  description: optionalText(10_000),
  holdsList: z.string().max(20_000),
  mirrorHoldsList: z.string().max(20_000).nullish(),
  feetRule: optionalText(100),
  dateCreated: z.string().max(50),
  isPrivate: flag,
  isBenchmark: flag,
  crowdGrade: z.object({
    ircra: z.number().min(0).max(100).nullish(),
    font: optionalText(8),
    hueco: optionalText(8),
    dankyu: optionalText(8),
  }).nullish(),
  climbSetters: z.object({ id: StoktId.nullish(), fullName: optionalText(1000), mastoc: OwnSetter.optional() }).nullish(),
  climbedBy: count,
  totalLikes: count,
  totalComments: count,
  circuit: z.unknown(),
  tags: optionalText(2000),
  angle: z.union([z.number(), text(20)]).nullish().transform(angle => String(angle ?? '')),
  mastoc: OwnClimb.optional(),
})
export type RawClimb = z.output<typeof RawClimb>

const CODES: ReadonlySet<string> = new Set(IMPORT_REASONS)
const isCode = (text: string): text is ImportReasonCode => CODES.has(text)
const OF_ISSUE: Readonly<Record<string, ImportReasonCode>> = {
  too_big: 'field_large', too_small: 'field_small', invalid_format: 'field_malformed', custom: 'field_malformed',
}

/** The first fault. The messages of our own checks are reasons. */
export function firstProblem({ issues }: z.ZodError): ImportReason {
  const [issue] = issues
  const field = issue?.path.join('.') ?? ''
  if (!issue || field === '') return importReason('form')
  const named = issue.code === 'custom' ? issue.params as ImportReason['named'] | undefined : {}
  return importReason(isCode(issue.message) ? issue.message : OF_ISSUE[issue.code] ?? 'field_kind', { field, ...named })
}
