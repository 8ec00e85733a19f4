import { storeToRefs } from 'pinia'
import { computed } from 'vue'
import type { ClimbRow } from '../../../shared/model/climb'
import type { ClimbFinder } from '../../../shared/model/climbFinder'
import { FONT_GRADES, isUngraded } from '../../../shared/rules/grades'
import { useClimbs } from '../climbsStore'
import { useFinder } from './finderStore'

interface SetterFacet {
  id: string
  name: string
  count: number
}

/** The row of the grade scale that a crowd grade belongs to; -1 for none. */
const rowOf = (ircra: number | null): number =>
  ircra === null || isUngraded(ircra) ? -1 : FONT_GRADES.findLastIndex(grade => grade.ircra <= ircra)

/** [FIND-6] How many climbs each choice of a kind would leave, the other kinds kept. */
export function useFacets() {
  const climbs = useClimbs()
  const finding = useFinder()
  const { remaining } = storeToRefs(climbs)
  /** The climbs that are left without these restrictions. The text keeps them as they are while only these change. */
  function without(nothing: Partial<ClimbFinder>) {
    const others = computed(() => JSON.stringify({ ...finding.finder, ...nothing }))
    const isRestricting = computed(() => JSON.stringify(finding.finder) !== others.value)
    const left = computed(() => climbs.foundBy({ finder: JSON.parse(others.value) as ClimbFinder }))
    return computed((): readonly ClimbRow[] => (isRestricting.value ? left.value : remaining.value))
  }
  const [ofAnyGrade, ofAnySetter, ofAnyFeet] = [
    without({ grade_min: null, grade_max: null }), without({ setters: [], not_setters: [] }), without({ feet_rule: null }),
  ]

  const grades = computed(() => {
    const counts = FONT_GRADES.map(() => 0)
    for (const { shown_grade_ircra } of ofAnyGrade.value) {
      const row = rowOf(shown_grade_ircra)
      if (row >= 0) counts[row] = (counts[row] ?? 0) + 1
    }
    return counts
  })
  /** The setters of most climbs come first. */
  const setters = computed((): SetterFacet[] => {
    const facets = new Map<string, SetterFacet>()
    for (const { setter_id, setter_name } of ofAnySetter.value) {
      if (setter_id === null) continue
      const facet = facets.get(setter_id) ?? { id: setter_id, name: setter_name ?? '', count: 0 }
      facet.count += 1
      facets.set(setter_id, facet)
    }
    return [...facets.values()].sort((a, b) => b.count - a.count || a.name.localeCompare(b.name))
  })
  const feet = computed(() => {
    const counts = new Map<string, number>()
    for (const { feet_rule } of ofAnyFeet.value) if (feet_rule) counts.set(feet_rule, (counts.get(feet_rule) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1])
  })
  /** The tags of the climbs that are found, those of most climbs first. */
  const tags = computed(() => {
    const counts = new Map<string, number>()
    for (const climb of remaining.value) for (const tag of climb.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1)
    return [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
  })
  /** Sources are offered where there are several. */
  const sources = computed(() => new Set(climbs.list.map(({ source }) => source)).size)
  const benchmarks = computed(() => remaining.value.filter(({ is_benchmark }) => is_benchmark).length)
  return { grades, setters, feet, tags, sources, benchmarks }
}
