import { formatHoldsList } from '../../../shared/rules/holdsList'
import type { ImportClimb } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'
import { isPosted, recordPublished } from '../sources/recordPublication'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>
interface Known {
  faceId: string
  setterIds: ReadonlyMap<string, string>
}

/**
 * [STOKT-17] A climb that was sent to Stokt, and whose answer we never got, may come back with an import: it is the one
 * that is here, not a second one.
 */
export async function adoptPublished(context: Context, climbs: readonly ImportClimb[], { faceId, setterIds }: Known): Promise<void> {
  const posted = await context.stores.publications.posted(faceId)
  for (const published of posted) {
    const back = climbs.find(({ stokt_id, setter_key, name, holds, created_at }) =>
      stokt_id !== null && setterIds.get(setter_key) === published.user_id
      && isPosted(published, { name, holds_list: formatHoldsList(holds), created_at }))
    if (back?.stokt_id) await recordPublished(context, published.climb_id, back.stokt_id)
  }
}
