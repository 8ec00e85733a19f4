import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { ClimbRow } from '../../shared/model/climb'
import { limits } from '../../shared/limits'
import { useApi } from '../api/useApi'
import { useConsensus } from '../annotations/consensusStore'
import { holdIdsOf } from '../climbs/climbHolds'
import { useClimbs } from '../climbs/climbsStore'
import { useLogbook } from '../ascents/logbookStore'

interface Elsewhere {
  climbs: ReadonlyMap<string, ClimbRow>
  /** The official grip type of a hold. */
  grips: ReadonlyMap<number, string>
}

/** [LOGBOOK-8] The climbs that I sent on all walls: those of the open one are on this device, the server tells the others. */
export const useSentElsewhere = defineStore('sentElsewhere', () => {
  const { call } = useApi()
  const climbs = useClimbs()
  const consensus = useConsensus()
  const logbook = useLogbook()
  const elsewhere = shallowRef<Elsewhere>({ climbs: new Map(), grips: new Map() })
  const hasFailed = shallowRef(false)

  const climb = (id: string): ClimbRow | undefined => climbs.byId.get(id) ?? elsewhere.value.climbs.get(id)
  /** Sends of climbs that nobody told of yet. */
  const unknown = computed(() => new Set(logbook.all.flatMap(({ climb_id }) => (climb(climb_id) ? [] : [climb_id]))))
  /** All climbs that a name may mean. */
  const list = computed(() => [...climbs.list, ...[...elsewhere.value.climbs.values()].filter(({ id }) => !climbs.byId.has(id))])

  function gripsOf(of: ClimbRow): ReadonlySet<string> {
    const { grips } = elsewhere.value
    return new Set(holdIdsOf(of).flatMap((id) => {
      const votes = consensus.of(id)
      const grip = votes?.grip_type_official ? votes.grip_type : grips.get(id)
      return grip ? [grip] : []
    }))
  }

  async function sentClimbs(): Promise<ClimbRow[]> {
    const rows: ClimbRow[] = []
    for (let page = 1, count = 1; rows.length < count; page += 1) {
      const { results, count: all } = await call('climbs.list', { mine: 'sent', page, page_size: limits.maxPageSize })
      rows.push(...results)
      count = results.length === 0 ? 0 : all
    }
    return rows
  }
  async function officialGrips(holdIds: readonly number[]): Promise<Map<number, string>> {
    const grips = new Map<number, string>()
    for (let at = 0; at < holdIds.length; at += limits.batchHolds) {
      const { annotations } = await call('annotations.batch', { hold_ids: holdIds.slice(at, at + limits.batchHolds) })
      for (const { hold_id, consensus: { grip_type, grip_type_official } } of Object.values(annotations))
        if (grip_type_official && grip_type !== null) grips.set(hold_id, grip_type)
    }
    return grips
  }
  /** Asks the server for what is unknown; asked again where there was no network. */
  async function load(): Promise<void> {
    if (unknown.value.size === 0) return
    try {
      const others = (await sentClimbs()).filter(({ id }) => !climbs.byId.has(id))
      const grips = await officialGrips([...new Set(others.flatMap(holdIdsOf))])
      elsewhere.value = { climbs: new Map(others.map(one => [one.id, one])), grips }
      hasFailed.value = false
    } catch {
      hasFailed.value = true
    }
  }

  return { climb, list, unknown, gripsOf, load, hasFailed }
})
