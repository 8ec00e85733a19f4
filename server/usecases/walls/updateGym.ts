import type { GymRow } from '../../../shared/model/gym'
import { instantAfter } from '../../../shared/model/instant'
import { Refusal } from '../../../shared/result'
import type { Stores } from '../../db/stores/stores'
import { requireUnchanged } from '../climbs/viewer'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { changedFields, given, picked } from './settings'

/** Gives the gym as it stays until the transaction ends. @throws Refusal `not_found` */
export async function gymRow(stores: Stores, id: string): Promise<GymRow> {
  await stores.wallSettings.lockRow('gym', id)
  const [gym] = await stores.walls.gymRows([id])
  if (!gym) throw new Refusal('not_found')
  return gym
}

type GymSettings = Partial<Pick<GymRow, 'name' | 'location'>>
/** The state that undoing a change of a gym needs. */
export interface GymChange {
  before: GymSettings
  after: GymSettings
}

export async function putGym(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>, gym: GymRow, values: GymSettings,
): Promise<GymRow> {
  const updated_at = instantAfter(gym.updated_at, now)
  await stores.wallSettings.updateGym(gym.id, { ...values, updated_at })
  touch.gym(gym.id)
  return { ...gym, ...values, updated_at }
}

/** [GYM-1] Names a gym and says where it is. */
export const updateGym: UseCase<'gyms.update'> = {
  async writes(context, { id, ...input }) {
    const { actor, stores, now, request } = context
    const before = await gymRow(stores, id)
    requireUnchanged(before, request.ifMatch)
    const wanted = given(input)
    const fields = changedFields(before, wanted)
    if (fields.length === 0) return { ...before, audit_id: null }
    const change: GymChange = { before: picked(before, fields), after: picked(wanted, fields) }
    const gym = await putGym(context, before, change.after)
    const renamed: Record<string, string> = before.name === gym.name ? {} : { before: before.name, after: gym.name }
    const audit_id = await stores.audit.append(
      {
        actor, action: 'gym.update', target: { kind: 'gym', id }, detail: { fields }, names: { target: gym.name, ...renamed },
        state: change,
      },
      now,
    )
    return { ...gym, audit_id }
  },
}
