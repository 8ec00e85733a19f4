import { guest } from '../../shared/access/actor'
import type { Job } from './scheduler'

/** So many rows of a face are written at once, because its feed is locked meanwhile. */
const AT_ONCE = 200

/** [FEED-9] Puts the rows of climbs again that a version before 0.3 wrote without their shown grade. */
export const renewClimbRows: Job = {
  name: 'renew-climb-rows',
  everyMs: 24 * 3_600_000,
  async run({ stores, transactions }) {
    for (let old = await stores.feeds.oldClimbRows(AT_ONCE); old.length > 0; old = await stores.feeds.oldClimbRows(AT_ONCE)) {
      await transactions(guest, ({ touch }) => {
        old.forEach(touch.climbAnywhere)
        return Promise.resolve()
      })
    }
  },
}
