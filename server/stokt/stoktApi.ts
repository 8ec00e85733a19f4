import { z } from 'zod'
import { limits } from '../../shared/limits'
import { parseJson } from '../sources/stokt/parseJson'
import { checkPhoto, MAX_PHOTO_BYTES, type Photo } from '../sources/stokt/photo'
import { GymFile, MAX_CLIMBS, Setup } from '../sources/stokt/shapes'
import { StoktFailure } from './stoktFailure'
import type { StoktHttp, StoktReply } from './stoktHttp'

/** A social list is asked for so many rows; of a longer one only that much is known. */
const SOCIAL_ROWS = 1_000
const MAX_PAGES = 5_000

const Page = z.object({
  count: z.int().min(0).nullish(),
  next: z.string().max(2_000).nullish(),
  results: z.array(z.unknown()).max(MAX_CLIMBS),
})
const List = z.union([
  z.array(z.unknown()).max(MAX_CLIMBS).transform(rows => ({ rows, next: null, total: rows.length })),
  Page.transform(({ count, next, results }) => ({ rows: results, next: next ?? null, total: count ?? null })),
])
/** A page of a list. */
export interface StoktPage {
  rows: unknown[]
  /** The address of the next page, without the host; null: it is the last. */
  next: string | null
  /** The number of rows on all pages together, if Stokt tells. */
  total: number | null
}
/** The counters of a climb; of a longer list than was asked for the number is at least that. */
export interface StoktCounts {
  climbed_by: { n: number; isAll: boolean }
  total_likes: { n: number; isAll: boolean }
  total_comments: { n: number; isAll: boolean }
}

const Sender = z.object({ effortBy: z.object({ id: z.union([z.string(), z.number()]) }).nullish() })

const segment = (id: string): string => encodeURIComponent(id)

export function createStoktApi(http: StoktHttp, url: string) {
  const base = new URL(url).pathname.replace(/\/+$/, '')

  /** Only the path counts: the address that Stokt writes may name another host or scheme. */
  function pathOf(next: string): string {
    const { pathname, search } = new URL(next, url)
    const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
    if (!path.startsWith('/api/')) throw new Error('a page of another place')
    return path + search
  }
  const json = <T>(shape: z.ZodType<T>) => (bytes: Uint8Array): T => shape.parse(parseJson(bytes, 'the answer'))
  const readList = (bytes: Uint8Array): StoktPage => {
    const { next, ...page } = json(List)(bytes)
    return { ...page, next: next === null ? null : pathOf(next) }
  }
  async function fresh<T>(reply: Promise<StoktReply<T>>, asked: string): Promise<T> {
    const answer = await reply
    // Nothing was said of a known version, so there is nothing that could be unchanged.
    if (answer.status === 'unchanged') throw new StoktFailure('nonsense', asked)
    return answer.value
  }
  const get = <T>(path: string, asked: string, read: (bytes: Uint8Array) => T | Promise<T>) =>
    fresh(http({ path, asked, maxBytes: limits.importBytes, read }), asked)

  async function all(path: string, asked: string): Promise<unknown[]> {
    const rows: unknown[] = []
    for (let [at, pages]: [string | null, number] = [path, 0]; at !== null; pages++) {
      if (pages > MAX_PAGES) throw new StoktFailure('nonsense', asked)
      const page: StoktPage = await get(at, asked, readList)
      rows.push(...page.rows)
      at = page.next
    }
    return rows
  }
  const counted = async (path: string, asked: string): Promise<StoktPage & { isAll: boolean }> => {
    const page = await get(`${path}?limit=${SOCIAL_ROWS}`, asked, readList)
    return { ...page, isAll: page.next === null && page.rows.length < SOCIAL_ROWS }
  }

  return {
    /** The gym and its walls in the form of an export's gym.json. */
    async gym(gym: string): Promise<GymFile> {
      const summary = await get(`/api/gyms/${segment(gym)}/summary`, 'summary', json(z.record(z.string(), z.unknown())))
      const walls = await all(`/api/gyms/${segment(gym)}/walls`, 'walls')
      const parsed = GymFile.safeParse({ gym_summary: { ...summary, id: gym }, walls })
      if (!parsed.success) throw new StoktFailure('nonsense', 'summary and walls')
      return parsed.data
    },
    setup: (face: string): Promise<Setup> => get(`/api/faces/${segment(face)}/setup`, 'setup', json(Setup)),
    photo: (name: string, etag: string | null): Promise<StoktReply<Photo>> => http({
      path: `/media/${name.split('/').map(segment).join('/')}`, asked: 'photo', maxBytes: MAX_PHOTO_BYTES, etag,
      read: bytes => checkPhoto(bytes, 'the photo'),
    }),
    /** The address of the first page of climbs that are at most so many days old. */
    climbsPath: (gym: string, maxAge: number): string => `/api/gyms/${segment(gym)}/climbs?max_age=${maxAge}`,
    climbs: (path: string, etag: string | null): Promise<StoktReply<StoktPage>> =>
      http({ path, asked: 'climbs', maxBytes: limits.importBytes, etag, read: readList }),

    async counts(climb: string): Promise<StoktCounts> {
      const at = `/api/climbs/${segment(climb)}`
      const sends = await counted(`${at}/latest-sends`, 'latest-sends')
      const people = new Set(sends.rows.map(row => Sender.safeParse(row).data?.effortBy?.id ?? row))
      const comments = await counted(`${at}/comments`, 'comments')
      const likes = await counted(`${at}/likes`, 'likes')
      const known = ({ rows, total, isAll }: typeof comments) => ({ n: total ?? rows.length, isAll })
      return { climbed_by: { n: people.size, isAll: sends.isAll }, total_comments: known(comments), total_likes: known(likes) }
    },
  }
}
export type StoktApi = ReturnType<typeof createStoktApi>
