import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { StoktSend } from '../../shared/contract/stokt'
import type { PublicAscent } from '../../shared/model/ascent'
import type { GradeOpinion } from '../../shared/model/gradeOpinion'
import { faceFeed } from '../../shared/feedName'
import { useConnection } from '../sync/connection'
import { useFaces } from '../wall/facesStore'

/** A send as a card shows it. Stokt also has people who are nobody here, and tells how many tries they took. */
export type ShownSend = Omit<PublicAscent, 'user_id'> & Pick<StoktSend, 'user_id'> & Partial<Pick<StoktSend, 'attempts'>>

const newestFirst = (a: ShownSend, b: ShownSend): number =>
  a.sent_at === b.sent_at ? (a.id < b.id ? -1 : 1) : a.sent_at < b.sent_at ? 1 : -1

/** What everybody sees of the sends on the current face, and of the grades that senders gave. */
export const useSenders = defineStore('senders', () => {
  const { tables } = useConnection()
  const faces = useFaces()
  const feed = computed(() => faceFeed(faces.currentId ?? ''))

  const byClimb = computed(() => {
    const groups = new Map<string, ShownSend[]>()
    for (const ascent of tables.rows(feed.value, 'ascent').values() as Iterable<ShownSend>) {
      const group = groups.get(ascent.climb_id)
      if (group) group.push(ascent)
      else groups.set(ascent.climb_id, [ascent])
    }
    for (const group of groups.values()) group.sort(newestFirst)
    return groups
  })
  /** The sends of a climb that others may see, the last first. */
  const of = (climbId: string): readonly ShownSend[] => byClimb.value.get(climbId) ?? []
  const opinionOn = (climbId: string): GradeOpinion | null => tables.rows(feed.value, 'grade').get(climbId) ?? null

  return { of, opinionOn }
})
