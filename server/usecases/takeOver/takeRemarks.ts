import { limits } from '../../../shared/limits'
import type { OldClimb } from '../../sources/pythonServer/oldRows'
import type { WriteContext } from '../../transaction/context'
import type { Ledger } from './ledger'
import type { Ids } from './takeWalls'

type Context = Pick<WriteContext, 'stores' | 'touch'>

const isRating = (rating: number | null): rating is number => rating !== null && rating >= 1 && rating <= 5

function remarksOf({ personal_notes, personal_rating, is_project }: OldClimb) {
  return {
    personal_notes: personal_notes?.slice(0, limits.descriptionMax) || null,
    personal_rating: isRating(personal_rating) ? personal_rating : null,
    is_project,
  }
}

/**
 * [MOVE-12] Notes, rating and project had no owner there: they go to the person who created the climb. Without one they
 * are listed and left. What somebody remarked here stays.
 */
export async function takeRemarks(
  { stores, touch }: Context,
  climbs: readonly OldClimb[],
  ids: { climbs: Ids; users: Ids },
  ledger: Ledger,
): Promise<void> {
  const remarked = await stores.takeOver.remarked([...ids.climbs.values()])
  const fresh = climbs.flatMap((climb) => {
    const climb_id = ids.climbs.get(climb.id)
    const remarks = remarksOf(climb)
    if (climb_id === undefined || (!remarks.is_project && remarks.personal_notes === null && remarks.personal_rating === null)) return []
    const user_id = ids.users.get(climb.created_by_id ?? '')
    if (user_id === undefined) {
      ledger.reject('remarks', climb, 'its personal notes, rating and project stay behind, because nobody created it')
      return []
    }
    const key = `${user_id} ${climb_id}`
    ledger.count('remarks', remarked.has(key) ? 'unchanged' : 'created')
    if (remarked.has(key)) return []
    remarked.add(key)
    touch.personal(user_id, climb_id)
    return [{ user_id, climb_id, ...remarks }]
  })
  await stores.takeOver.putRemarks(fresh)
}
