import { randomUUID } from 'node:crypto'
import { guest } from '../../shared/access/actor'
import { parseHoldsList } from '../../shared/rules/holdsList'
import type { Account, TestApp } from './app'

interface Wanted { faceId: string; name: string; count: number }
/** Sets many public climbs of one person in one transaction. @returns their ids */
export async function manyClimbs({ services }: TestApp, owner: Account, wanted: Wanted): Promise<string[]> {
  const { faceId, name, count } = wanted
  const ids = Array.from({ length: count }, () => randomUUID())
  await services.transactions(guest, async ({ stores, touch, now }) => {
    for (const [place, id] of ids.entries()) {
      await stores.climbs.insert({
        id, face_id: faceId, setter_id: owner.id, created_by_id: owner.id, updated_by_id: owner.id, name: `${name} ${place}`,
        grade_font: place % 2 === 0 ? '6A' : null, grade_ircra: place % 2 === 0 ? 15.5 : null, feet_rule: 'All holds', description: null,
        is_private: false, is_benchmark: false, climbed_by: 0, total_likes: 0, total_comments: 0, mirror_holds_list: '', circuit: '', tags: [],
        angle: '', source: 'mastoc', created_at: now, updated_at: now,
      }, parseHoldsList('S101 O105 T109') ?? [])
      touch.climb(id)
    }
  })
  return ids
}
