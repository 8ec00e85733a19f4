import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { stoktState } from './stoktState'

/** [STOKT-10] Asks for a run; the server that looks first begins it. @throws Refusal `not_found` where nothing is set */
export const syncStokt: UseCase<'sources.syncStokt'> = {
  async runs({ services, config, transact, answers }, { mode }) {
    if (config.stokt === null) throw new Refusal('not_found')
    const { gym } = config.stokt
    const state = await transact(async (context) => {
      const { stores: { stokt, audit }, actor, now } = context
      await stokt.begin(gym)
      await stokt.want(gym, mode)
      const { id, name } = await stokt.gym(gym) ?? { id: '', name: gym }
      await audit.append({ actor, action: 'gym.sync', target: { kind: 'gym', id }, names: { target: name } }, now)
      const asked = await stoktState(context)
      answers(context, asked)
      return asked
    })
    services.mirror.wake()
    return state
  },
}
