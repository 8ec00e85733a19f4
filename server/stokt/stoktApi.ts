import { z } from 'zod'
import { limits } from '../../shared/limits'
import { checkPhoto, MAX_PHOTO_BYTES, type Photo } from '../sources/stokt/photo'
import { GymFile, Setup } from '../sources/stokt/shapes'
import { StoktFailure } from './stoktFailure'
import type { StoktHttp, StoktReply } from './stoktHttp'
import { createStoktReading, json, segment, type StoktPage } from './stoktReading'

/** A social list is asked for so many rows; of a longer one only that much is known. */
const SOCIAL_ROWS = 1_000

/** The counters of a climb; of a longer list than was asked for the number is at least that. */
export interface StoktCounts {
  climbed_by: { n: number; isAll: boolean }
  total_likes: { n: number; isAll: boolean }
  total_comments: { n: number; isAll: boolean }
}

const Sender = z.object({ effortBy: z.object({ id: z.union([z.string(), z.number()]) }).nullish() })

export function createStoktApi(http: StoktHttp, url: string) {
  const { get, all, readList } = createStoktReading(http, url)
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
