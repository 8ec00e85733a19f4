import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ClimbFinder } from '../../../shared/model/climbFinder'
import { noFilter, type AnnotationFilter } from './annotationFilter'
import { useHoldNames } from '../../annotations/useHoldNames'
import { useDates } from '../../ui/useDates'
import { useClimbs, type ClimbSearch } from '../climbsStore'
import { useFeetRule } from '../../frame/useFeetRule'
import { useGradeText } from '../../frame/useGradeText'
import { useFinder } from './finderStore'
import { isZoneOf } from './isZoneOf'
import { instantOf } from '../../../shared/model/instant'

/** One restriction of the search, in words, and the search without it. */
export interface FinderPart {
  key: string
  name: string
  less: ClimbSearch
}

/** All restrictions of the search, each of which can be dropped by itself. */
export function useFinderParts() {
  const { t } = useI18n()
  const { day } = useDates()
  const climbs = useClimbs()
  const finding = useFinder()
  const names = useHoldNames()
  const feetRule = useFeetRule()
  const { gradeText } = useGradeText()
  const dayOf = (date: string): string => day(instantOf(new Date(`${date}T12:00:00`).getTime()))
  const setterName = (id: string): string => climbs.list.find(({ setter_id }) => setter_id === id)?.setter_name ?? t('finder.unknownSetter')

  function ofClimbs(): FinderPart[] {
    const { finder } = finding
    const part = (key: string, name: string, less: Partial<ClimbFinder>): FinderPart =>
      ({ key, name, less: { finder: { ...finder, ...less } } })
    const { grade_min, grade_max, feet_rule, created_from, created_until, mine, source } = finder
    return [
      ...grade_min !== null || grade_max !== null ? [part('grade', gradeWords(grade_min, grade_max), { grade_min: null, grade_max: null })] : [],
      ...finder.setters.map(id => part(`setter ${id}`, setterName(id), { setters: finder.setters.filter(one => one !== id) })),
      ...finder.not_setters.map(id =>
        part(`not ${id}`, t('finder.chip.not', { name: setterName(id) }), { not_setters: finder.not_setters.filter(one => one !== id) })),
      ...feet_rule === null ? [] : [part('feet', feetRule(feet_rule), { feet_rule: null })],
      ...finder.benchmark ? [part('benchmark', t('finder.benchmark'), { benchmark: false })] : [],
      ...finder.tags.map(tag => part(`tag ${tag}`, tag, { tags: finder.tags.filter(one => one !== tag) })),
      ...mine === null ? [] : [part('mine', t(`finder.mine.${mine}`), { mine: null })],
      ...source === null ? [] : [part('source', t(`finder.source.${source}`), { source: null })],
      ...created_from === null ? [] : [part('from', t('finder.chip.from', { day: dayOf(created_from) }), { created_from: null })],
      ...created_until === null ? [] : [part('until', t('finder.chip.until', { day: dayOf(created_until) }), { created_until: null })],
      ...isZoneOf(finder) ? [part('zone', t('finder.zone.chip', finder.holds.length), { holds: [] })] : [],
      ...(isZoneOf(finder) ? [] : finder.holds).map(({ id, role }) =>
        part(`hold ${id}`, role === null ? names.named(id) : t('finder.chip.role', { hold: names.named(id), role: t(`finder.role.${role}`) }),
          { holds: finder.holds.filter(hold => hold.id !== id) })),
      ...finder.not_holds.map(id =>
        part(`not hold ${id}`, t('finder.chip.not', { name: names.named(id) }), { not_holds: finder.not_holds.filter(one => one !== id) })),
    ]
  }
  function gradeWords(from: string | null, to: string | null): string {
    if (from === null) return t('finder.chip.below', { grade: gradeText(to) })
    if (to === null) return t('finder.chip.above', { grade: gradeText(from) })
    return from === to ? gradeText(from) : `${gradeText(from)} – ${gradeText(to)}`
  }

  function ofVotes(): FinderPart[] {
    const { filter } = climbs
    const part = (key: string, name: string, less: Partial<AnnotationFilter>): FinderPart =>
      ({ key, name, less: { filter: { ...filter, ...less } } })
    return [
      ...filter.grips.map(value => part(`grips ${value}`, t(`holds.grip_type.${value}`), { grips: filter.grips.filter(one => one !== value) })),
      ...filter.mostly === null
        ? []
        : [part('mostly', t('filters.chip.mostly', { name: t(`holds.grip_type.${filter.mostly}`) }), { mostly: noFilter.mostly })],
      ...filter.without.map(value =>
        part(`without ${value}`, t('filters.chip.without', { name: t(`holds.condition.${value}`) }), {
          without: filter.without.filter(one => one !== value),
        })),
    ]
  }

  const parts = computed(() => [...ofClimbs(), ...ofVotes()])
  /** The words that are searched for are a restriction too. */
  const partsAndWords = computed((): FinderPart[] => {
    const words = climbs.search.trim()
    return [...words === '' ? [] : [{ key: 'words', name: t('finder.chip.words', { words }), less: { search: '' } }], ...parts.value]
  })
  function drop({ less: { search, finder, filter } }: Pick<FinderPart, 'less'>): void {
    if (search !== undefined) climbs.search = search
    if (finder !== undefined) finding.change(finder)
    if (filter !== undefined) climbs.filter = filter
  }
  function dropAll(): void {
    finding.clear()
    climbs.filter = noFilter
  }
  return { parts, partsAndWords, drop, dropAll }
}
