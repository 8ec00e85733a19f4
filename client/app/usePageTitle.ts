import { computed, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useClimbs } from '../climbs/climbsStore'
import { useGradeText } from '../frame/useGradeText'
import { useLists } from '../lists/listsStore'
import { useHolds } from '../wall/holdsStore'
import { useHoldNames } from '../annotations/useHoldNames'

const NAME = 'mastoc'

/** The browser's tab, its history and a screen reader say where one is. */
export function usePageTitle(): void {
  const { t } = useI18n()
  const route = useRoute()
  const climbs = useClimbs()
  const holds = useHolds()
  const lists = useLists()
  const names = useHoldNames()
  const { gradeText } = useGradeText()
  const climb = computed(() => climbs.byId.get(String(route.params['id'])))
  const setter = computed(
    () => climbs.list.find(({ setter_id, created_by_id }) => (setter_id ?? created_by_id) === route.params['id'])?.setter_name,
  )

  function ofClimb(): string {
    if (!climb.value) return t('pages.titles.climbs')
    const { name, shown_grade_font } = climb.value
    return [name, shown_grade_font && gradeText(shown_grade_font)].filter(Boolean).join(' ')
  }
  const place = computed(() => {
    const { name } = route
    if (name === undefined || name === null || name === 'climbs') return ''
    if (name === 'climb') return ofClimb()
    if (name === 'edit') return t('pages.titles.edit', { name: climb.value?.name ?? '' })
    if (name === 'setter' && setter.value) return setter.value
    if (name === 'list') return lists.find(String(route.params['id']))?.name ?? t('pages.titles.list')
    if (name === 'holds' && holds.byId.has(Number(route.params['hold']))) return names.one(Number(route.params['hold']))
    const title = t(`pages.titles.${String(name)}`)
    return String(name).startsWith('admin-') ? `${title} · ${t('pages.titles.admin')}` : title
  })
  watch(place, now => (document.title = now === '' ? NAME : `${now} · ${NAME}`), { immediate: true })
}
