import { canReadList, ownsList } from '../../../shared/access/lists'
import type { ClimbList } from '../../../shared/model/climbList'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import { viewerOf } from '../climbs/viewer'
import type { ReadContext, WriteContext } from '../../transaction/context'

/** [LIST-3] The list as the actor sees it: others do not see all climbs of it. @throws Refusal `not_found` if they may not read it */
export async function readableList({ actor, stores }: Pick<ReadContext, 'actor' | 'stores'>, id: string): Promise<ClimbList> {
  const [list] = await stores.lists.rows([id])
  if (!list || !canReadList(actor, list)) throw new Refusal('not_found')
  return ownsList(actor, list) ? list : { ...list, climb_ids: await stores.lists.visibleIn(id, viewerOf(actor)) }
}

type Changes = { [F in 'name' | 'description' | 'is_shared']?: ClimbList[F] | undefined }

/** Changes a list of the actor's, which stays locked. @throws Refusal `not_found` if there is none, `forbidden` if it is somebody else's */
export async function changeList(
  { actor, stores, touch, now }: WriteContext, id: string, change: () => Promise<Changes | null>,
): Promise<ClimbList> {
  const list = await stores.lists.locked(id)
  if (!list || !canReadList(actor, list)) throw new Refusal('not_found')
  if (!ownsList(actor, list)) throw new Refusal('forbidden')
  const values = await change()
  if (values) {
    await stores.lists.update(id, { ...values, updated_at: instantAfter(list.updated_at, now) })
    touch.list(id)
  }
  return readableList({ actor, stores }, id)
}
