import { z } from 'zod'
import type { StoktHttp, StoktAsk } from './stoktHttp'
import { createStoktReading, fresh, json, segment } from './stoktReading'

const ANSWER_BYTES = 1_000_000
const SEND_ROWS = 1_000
const Id = z.union([z.string().regex(/^[\w-]{1,100}$/), z.int().min(0)]).transform(String)
const Made = z.object({ id: Id })
/** A climb of one of the person's own lists. */
const OwnClimb = z.object({
  id: Id,
  name: z.string().max(1_000),
  faceId: Id.nullish(),
  holdsList: z.string().max(50_000),
  dateCreated: z.string().max(100),
})
export type OwnClimb = z.output<typeof OwnClimb>

export interface OwnList {
  ids: string[]
  etag: string | null
}

/** What our server asks and tells Stokt for one person, with that person's token. Each call throws StoktFailure. */
export function createPersonApi(http: StoktHttp, url: string) {
  const { get, all, allSince } = createStoktReading(http, url)
  const tell = <T>(asked: string, path: string, more: Pick<StoktAsk<T>, 'method' | 'body' | 'read' | 'repeatable'>) =>
    fresh(http({ path, asked, maxBytes: ANSWER_BYTES, tellsWhy: true, ...more }), asked)
  const nothing = () => null
  const climbPath = (climb: string) => `/api/climbs/${segment(climb)}`

  return {
    /** Fails with `token_ended` if the token is not good. */
    me: () => get('/api/users/me', 'me', json(z.object({ id: Id }))),
    /** The climbs that the person set, as far as they can be read. */
    async setClimbs(gym: string): Promise<OwnClimb[]> {
      const rows = await all(`/api/gyms/${segment(gym)}/my-set-climbs`, 'my-set-climbs')
      return rows.flatMap(row => OwnClimb.safeParse(row).data ?? [])
    },
    /** The climbs that the person sent, likes or bookmarked; null: the list is as it was at that version. */
    async ownList(gym: string, list: 'sent' | 'liked' | 'bookmarked', etag: string | null): Promise<OwnList | null> {
      const found = await allSince(`/api/gyms/${segment(gym)}/my-${list}-climbs`, `my-${list}-climbs`, etag)
      return found && { ids: found.rows.flatMap(row => Made.safeParse(row).data?.id ?? []), etag: found.etag }
    },
    /** What Stokt tells of the sends of a climb, the last first. */
    sends: (climb: string) => all(`${climbPath(climb)}/latest-sends?limit=${SEND_ROWS}`, 'latest-sends'),
    /** Asks once: what became of a request without an answer is looked up. @returns the id of the climb in Stokt */
    makeClimb: async (face: string, body: object): Promise<string> => (await tell('climb', `/api/faces/${segment(face)}/climbs`, {
      method: 'POST', body, repeatable: false, read: json(Made),
    })).id,
    changeClimb: (face: string, climb: string, body: object) =>
      tell('climb change', `/api/faces/${segment(face)}/climbs/${segment(climb)}`, { method: 'PATCH', body, read: nothing }),
    setPrivacy: (climb: string, isPrivate: boolean) =>
      tell('privacy', `${climbPath(climb)}/privacy-status`, { method: 'PATCH', body: { is_private: isPrivate }, read: nothing }),
    deleteClimb: (climb: string) => tell('climb deletion', climbPath(climb), { method: 'DELETE', read: nothing }),
  }
}
export type PersonApi = ReturnType<typeof createPersonApi>
