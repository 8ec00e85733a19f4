import { randomUUID } from 'node:crypto'
import { instantOf, msOf, type Instant } from '../../shared/model/instant'
import type { Database } from '../db/database'
import type { StoredPush } from '../db/stores/feeds/pushes'
import { storesOn, type Stores } from '../db/stores/stores'
import { addressedFilter } from '../usecases/climbs/addressedFilter'

const AT_ONCE = 20
const HOUR_MS = 3_600_000
/** [PUSH-6] A person gets so many notifications in an hour; the news in the app tell the rest. */
export const PUSHES_PER_HOUR = 30
/** So many searches of a wall are looked at for new climbs. */
const SEARCHES_MAX = 1_000

type Addressed = Pick<StoredPush, 'about' | 'tag'> & { userId: string }

/** [PUSH-3] The kept searches that the new climbs fit, except those of the person who set them. */
async function bySearch(stores: Stores, { id, about }: StoredPush): Promise<Addressed[]> {
  const found: Addressed[] = []
  for (const search of await stores.pushes.searchesOn(about.face_id, SEARCHES_MAX)) {
    if (search.user_id === about.user_id) continue
    const address = { ...Object.fromEntries(new URLSearchParams(search.query)), face_id: about.face_id }
    const filter = addressedFilter(address, { kind: 'user', id: search.user_id, role: 'user', name: '' })
    if (filter === null) continue
    const climb_ids = await stores.climbs.fitting(filter, about.climb_ids, { userId: search.user_id, seesPrivate: false })
    if (climb_ids.length > 0)
      found.push({
        userId: search.user_id, tag: `${id} ${search.id}`, about: { ...about, name: search.name, query: search.query, climb_ids },
      })
  }
  return found
}

async function addressOne(db: Database, push: StoredPush, now: Instant): Promise<void> {
  const { about } = push
  const people = about.kind === 'search' ? await bySearch(storesOn(db), push)
    : about.user_id === null ? [] : [{ userId: about.user_id, about, tag: push.tag }]
  await db.transaction(async (tx) => {
    const { pushes, rates } = storesOn(tx)
    // Another server may have addressed it meanwhile.
    if (!await pushes.take(push.id)) return
    for (const { userId, about, tag } of people) {
      const browsers = await pushes.wanting(userId, about.kind, now)
      if (browsers.length === 0) continue
      const { points } = await rates.add(`push ${userId}`, instantOf(msOf(now) + HOUR_MS), now)
      if (points > PUSHES_PER_HOUR) continue
      await pushes.queue(browsers.map(({ id }) =>
        ({ id: randomUUID(), subscription_id: id, tag, about, created_at: push.created_at, expires_at: push.expires_at })))
    }
  })
}

/** Finds out for whose browsers the waiting notifications are. */
export async function addressPushes(db: Database, clock: () => Instant): Promise<void> {
  const { pushes } = storesOn(db)
  for (let waiting = await pushes.unaddressed(AT_ONCE); waiting.length > 0; waiting = await pushes.unaddressed(AT_ONCE)) {
    for (const push of waiting) await addressOne(db, push, clock())
  }
}
