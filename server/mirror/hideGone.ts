import { guest } from '../../shared/access/actor'
import { translate } from '../i18n/messages'
import type { WriteContext } from '../transaction/context'
import { hideClimbs } from '../usecases/climbs/moderation/hideClimbs'
import { showClimbs } from '../usecases/climbs/moderation/showClimbs'

type Context = Pick<WriteContext, 'stores' | 'touch' | 'now'>

interface FullRun {
  gym: string
  /** The number of climbs in all that the pages agree on. */
  total: number | null
  /** An admin asked for the run. */
  isAsked: boolean
}

/** So many climbs may go at once, or half of all: more is rather a mistake of Stokt. */
const FEW = 20

/** The words that owners and admins read; by them a climb is known that the mirror hid. */
const reason = (): string => translate('fr', 'stoktGone')

/**
 * [STOKT-8] Hides the climbs that a full run found on none of its pages. It hides none where the pages do not add up.
 * @returns how many; null where it would be most of them and nobody asked for it
 */
export async function hideGone(context: Context, { gym, total, isAsked }: FullRun): Promise<number | null> {
  const { stokt } = context.stores
  const there = await stokt.idsOnPages(gym)
  if (total !== there.size) return 0
  const shown = await stokt.shownClimbs(gym)
  const gone = shown.filter(({ stokt_id }) => stokt_id !== null && !there.has(stokt_id))
  if (gone.length === 0) return 0
  const isMost = gone.length > Math.max(FEW, shown.length / 2)
  if (there.size === 0 || (isMost && !isAsked)) return null
  return (await hideClimbs(context, guest, { ids: gone.map(({ id }) => id) }, reason())).changed
}

/** Shows the climbs again that the mirror hid and Stokt has. */
export async function showFound(context: Context, stoktIds: readonly string[]): Promise<void> {
  const hidden = await context.stores.stokt.hiddenBecause(stoktIds, reason())
  if (hidden.length > 0) await showClimbs(context, guest, { ids: hidden.map(({ id }) => id) }, '')
}
