import { useI18n } from 'vue-i18n'
import type { KeptSearch } from '../../../shared/model/climbList'
import { useQuietWrites } from '../../offline/useQuietWrites'
import { useSearches } from './searchesStore'

/** What one tap does to a kept search shows at once; only its refusal is told, and one that is deleted is offered back. */
export function useSearchActions() {
  const { t } = useI18n()
  const searches = useSearches()
  const { quietly, offerBack } = useQuietWrites()

  const keep = (search: Parameters<typeof searches.keep>[0]): void => quietly(searches.keep(search))
  const rename = (search: KeptSearch, name: string): void => quietly(searches.rename(search, name))
  const see = (search: KeptSearch): void => quietly(searches.see(search))
  function forget(search: KeptSearch): void {
    quietly(searches.remove(search))
    offerBack(t('lists.search.deleted', { name: search.name }), () => searches.keep(search, search))
  }

  return { keep, rename, see, forget }
}
