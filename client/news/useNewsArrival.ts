import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute, useRouter } from 'vue-router'
import { useSync } from '../sync/syncStore'
import { useToasts } from '../ui/toastsStore'
import { useNews } from './newsStore'

/** [NEWS-7] Tells of news that come while their person is here. Whoever was away finds their number. */
export function useNewsArrival(): void {
  const { t } = useI18n()
  const [route, router] = [useRoute(), useRouter()]
  const toasts = useToasts()
  const sync = useSync()
  const news = useNews()
  watch(() => news.unseen, (now, before) => {
    const known = new Set(before.map(({ id }) => id))
    const came = now.filter(({ id }) => !known.has(id))
    if (came.length === 0 || sync.state !== 'live' || route.name === 'news') return
    toasts.show({
      text: t('pages.news.came', came.length),
      action: { label: t('pages.news.read'), perform: () => void router.push('/moi/nouvelles') },
    })
  })
}
