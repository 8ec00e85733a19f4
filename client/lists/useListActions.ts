import { useI18n } from 'vue-i18n'
import type { ClimbRow } from '../../shared/model/climb'
import type { ClimbList } from '../../shared/model/climbList'
import { useQuietWrites } from '../offline/useQuietWrites'
import { useLists } from './listsStore'

type Named = Pick<ClimbRow, 'id' | 'name'>

/** What one tap does to a list shows at once; only its refusal is told, and what is taken away is offered back. */
export function useListActions() {
  const { t } = useI18n()
  const lists = useLists()
  const { quietly, settled, offerBack } = useQuietWrites()

  /** @returns the id of the new list */
  function create(list: Parameters<typeof lists.create>[0]): string {
    const { id, written } = lists.create(list)
    quietly(written)
    return id
  }
  const change = (list: ClimbList, patch: Parameters<typeof lists.change>[1]): void => quietly(lists.change(list, patch))
  /** [LIST-6] A list that is had back has its address and its climbs again. */
  function remove(list: ClimbList): void {
    const { id, name, description, is_shared, climb_ids } = list
    quietly(lists.remove(list))
    offerBack(t('lists.deleted', { name }), () => lists.create({ name, description, is_shared, climb_ids }, id).written)
  }
  const put = (list: ClimbList, climb: Named): void => quietly(lists.put(list, climb))
  const toggle = (list: ClimbList, climb: Named): void =>
    quietly(list.climb_ids.includes(climb.id) ? lists.take(list, climb) : lists.put(list, climb))
  /** [LIST-6] A climb that is had back stands where it stood. */
  function take(list: ClimbList, climb: Named): void {
    quietly(lists.take(list, climb))
    offerBack(t('lists.taken', { name: climb.name }), async () => {
      await lists.put(list, climb)
      await lists.order(list, list.climb_ids)
    })
  }
  /** Resolves once it is kept, or refused. */
  const order = (list: ClimbList, climbIds: string[]): Promise<void> => settled(lists.order(list, climbIds))

  return { create, change, remove, put, toggle, take, order }
}
