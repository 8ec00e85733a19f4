import { z } from 'zod'
import { limits } from '../../shared/limits'
import { parseJson } from '../sources/stokt/parseJson'
import { MAX_CLIMBS } from '../sources/stokt/shapes'
import { StoktFailure } from './stoktFailure'
import type { StoktHttp, StoktReply } from './stoktHttp'

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

export const segment = (id: string): string => encodeURIComponent(id)
/** @throws if the answer has another form */
export const json = <T>(shape: z.ZodType<T>) => (bytes: Uint8Array): T => shape.parse(parseJson(bytes, 'the answer'))

/** Nothing was said of a known version, so there is nothing that could be unchanged. @throws StoktFailure */
export async function fresh<T>(reply: Promise<StoktReply<T>>, asked: string): Promise<T> {
  const answer = await reply
  if (answer.status === 'unchanged') throw new StoktFailure('nonsense', asked)
  return answer.value
}

/** Reads answers of Stokt, bare lists and pages alike. */
export function createStoktReading(http: StoktHttp, url: string) {
  const base = new URL(url).pathname.replace(/\/+$/, '')

  /** Only the path counts: the address that Stokt writes may name another host or scheme. */
  function pathOf(next: string): string {
    const { pathname, search } = new URL(next, url)
    const path = pathname.startsWith(`${base}/`) ? pathname.slice(base.length) : pathname
    if (!path.startsWith('/api/')) throw new Error('a page of another place')
    return path + search
  }
  const readList = (bytes: Uint8Array): StoktPage => {
    const { next, ...page } = json(List)(bytes)
    return { ...page, next: next === null ? null : pathOf(next) }
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
  /** A whole list and its version; null: it is as it was at that version. A list on several pages has no version. */
  async function allSince(path: string, asked: string, etag: string | null): Promise<{ rows: unknown[]; etag: string | null } | null> {
    const reply = await http({ path, asked, maxBytes: limits.importBytes, etag, read: readList })
    if (reply.status === 'unchanged') {
      if (etag === null) throw new StoktFailure('nonsense', asked)
      return null
    }
    const { rows, next } = reply.value
    return next === null ? { rows, etag: reply.etag } : { rows: [...rows, ...await all(next, asked)], etag: null }
  }
  return { get, all, allSince, readList }
}
