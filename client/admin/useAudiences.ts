import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { faceFeed, GLOBAL_FEED } from '../../shared/feedName'
import { useFaces } from '../wall/facesStore'

/** Lists the audiences that a notice may have: everybody, a gym, a wall. */
export function useAudiences() {
  const { t } = useI18n()
  const faces = useFaces()
  const audiences = computed(() => [
    { feed: `${GLOBAL_FEED}`, name: t('admin.notices.everybody') },
    ...faces.gyms.map(({ id, name }) => ({ feed: `gym:${id}`, name: t('admin.notices.gym', { name }) })),
    ...faces.all.map(({ id, name }) => ({ feed: `${faceFeed(id)}`, name: t('admin.notices.face', { name }) })),
  ])
  const nameOf = (feed: string): string => audiences.value.find(one => one.feed === feed)?.name ?? ''
  return { audiences, nameOf }
}
