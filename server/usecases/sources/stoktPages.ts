import type { KeptAnswer } from '../../stokt/gatewayAnswers'
import { StoktFailure } from '../../stokt/stoktFailure'
import type { Person } from './asPerson'

const MAX_PAGES = 5_000
const EMPTY = { rows: [], next: null, total: null }

/** [SOURCE-3] One page of a list: the kept one while it is young, otherwise Stokt's, which may say that the kept one still holds. */
async function readPage({ api, gateway: { answers }, keptAs }: Person, path: string): Promise<KeptAnswer> {
  const kept = answers.get(keptAs, path)
  if (kept?.isFresh) return kept
  const reply = await api.climbs(path, kept?.etag ?? null)
  if (reply.status === 'answer') return answers.put(keptAs, path, reply.value, reply.etag)
  if (!kept) throw new StoktFailure('nonsense', 'climbs')
  return answers.put(keptAs, path, kept, kept.etag)
}

/** The page of this number: Stokt tells the address of a page only on the one before. */
export async function readPageAt(person: Person, first: string, number: number): Promise<KeptAnswer> {
  let path = first
  for (let page = 1; page < number; page++) {
    const { next, at } = person.gateway.answers.get(person.keptAs, path) ?? await readPage(person, path)
    if (next === null) return { ...EMPTY, etag: null, at }
    path = next
  }
  return readPage(person, path)
}

/** The rows of all pages, and the moment at which the oldest of them was read. */
export async function readAll(person: Person, first: string): Promise<{ rows: unknown[]; at: number }> {
  const rows: unknown[] = []
  let at = Infinity
  let path: string | null = first
  for (let pages = 0; path !== null; pages++) {
    if (pages >= MAX_PAGES) throw new StoktFailure('nonsense', 'climbs')
    const page: KeptAnswer = await readPage(person, path)
    rows.push(...page.rows)
    at = Math.min(at, page.at)
    path = page.next
  }
  return { rows, at }
}

/** The first row with this id, page after page; null if there is none. */
export async function findRow(
  person: Person, first: string, isIt: (row: unknown) => boolean,
): Promise<{ row: unknown; at: number } | null> {
  let path: string | null = first
  for (let pages = 0; path !== null && pages < MAX_PAGES; pages++) {
    const page: KeptAnswer = await readPage(person, path)
    const row = page.rows.find(isIt)
    if (row !== undefined) return { row, at: page.at }
    path = page.next
  }
  return null
}
