import { z } from 'zod'
import type { StoktSend } from '../../../shared/contract/stokt'
import type { Comment } from '../../../shared/model/comment'
import { instantOf, parseInstant } from '../../../shared/model/instant'
import type { Stores } from '../../db/stores/stores'
import type { UseCase } from '../useCase'
import { asPerson, type Person } from './asPerson'
import { readPageAt } from './stoktPages'

const ROWS = 100
const Id = z.union([z.string().min(1).max(100), z.int().min(0)]).transform(String)
const Human = z.object({ id: Id, fullName: z.string().max(1_000).nullish() })
const RawSend = z.object({
  id: Id, effortBy: Human, effortDate: z.string().max(100), isFlash: z.boolean().nullish(), attemptsNumber: z.number().nullish(),
  gradeFeel: z.number().nullish(),
})
const RawComment = z.object({
  id: Id, user: Human, text: z.string().max(10_000), date: z.string().max(100), repliedToId: Id.nullish(),
})
type RawComment = z.output<typeof RawComment>

export const climbPath = (id: string): string => `/api/climbs/${encodeURIComponent(id)}`
const commentsPath = (id: string): string => `${climbPath(id)}/comments?limit=${ROWS}`

/** The ids here of people of Stokt: whoever asks is known by their account, others if they are somebody here. */
async function idsHere({ imports }: Pick<Stores, 'imports'>, { userId, stoktId }: Person, humans: readonly { id: string }[]) {
  const known = await imports.setters([...new Set(humans.map(({ id }) => id))], [])
  const ids = new Map(known.map(({ stokt_id, id }) => [stokt_id ?? '', id]))
  return ids.set(stoktId, userId)
}

export const listStoktSends: UseCase<'stokt.sends'> = {
  runs: (context, { id }) => asPerson(context, async (person) => {
    const { rows, at } = await readPageAt(person, `${climbPath(id)}/latest-sends?limit=${ROWS}`, 1)
    const sends = rows.flatMap(row => RawSend.safeParse(row).data ?? [])
    const ids = await idsHere(context.stores, person, sends.map(({ effortBy }) => effortBy))
    const results = sends.flatMap((send): StoktSend[] => {
      const sent_at = parseInstant(send.effortDate)
      if (sent_at === null) return []
      const tries = send.attemptsNumber ?? 0
      const feel = send.gradeFeel ?? 0
      return [{
        id: send.id, climb_id: id, user_id: ids.get(send.effortBy.id) ?? null, user_name: send.effortBy.fullName ?? '', sent_at,
        is_flash: send.isFlash === true, grade_font: null, attempts: Number.isInteger(tries) && tries > 0 ? tries : null,
        feel: feel === 0 ? null : feel < 0 ? 'soft' : 'stiff',
      }]
    })
    return { results, read_at: instantOf(at) }
  }),
}

/** An answer to an answer stands below the same comment, as here. */
function topOf(comment: RawComment, byId: ReadonlyMap<string, RawComment>): string | null {
  let top = comment.repliedToId ?? null
  for (let depth = 0; top !== null && depth < ROWS; depth++) {
    const above: string | null = byId.get(top)?.repliedToId ?? null
    if (above === null) return top
    top = above
  }
  return top
}

/** The comments on a climb as Stokt has them, at most a minute old. */
export async function stoktComments(
  stores: Pick<Stores, 'imports'>, person: Person, id: string,
): Promise<{ comments: Comment[]; at: number }> {
  const { rows, at } = await readPageAt(person, commentsPath(id), 1)
  const raw = rows.flatMap(row => RawComment.safeParse(row).data ?? [])
  const byId = new Map(raw.map(comment => [comment.id, comment]))
  const ids = await idsHere(stores, person, raw.map(({ user }) => user))
  const comments = raw.flatMap((comment): Comment[] => {
    const created_at = parseInstant(comment.date)
    if (created_at === null) return []
    return [{
      id: comment.id, climb_id: id, user_id: ids.get(comment.user.id) ?? null, user_name: comment.user.fullName ?? null, text: comment.text,
      replied_to_id: topOf(comment, byId), created_at, updated_at: created_at,
    }]
  })
  return { comments, at }
}

export const listStoktComments: UseCase<'stokt.comments'> = {
  runs: (context, { id }) => asPerson(context, async (person) => {
    const { comments, at } = await stoktComments(context.stores, person, id)
    return { results: comments, read_at: instantOf(at) }
  }),
}
