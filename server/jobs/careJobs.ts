import { guest } from '../../shared/access/actor'
import { instantOf, msOf, NEVER } from '../../shared/model/instant'
import { conditionCutoff } from '../../shared/rules/consensus'
import { chunksOf } from '../concurrency/chunks'
import type { Job } from './scheduler'

const HOUR_MS = 3_600_000
const YEAR_MS = 365 * 24 * HOUR_MS
/** Looking at a hold twice changes nothing, so the rest of a run whose process ended is done by a later one. */
const OVERLAP_MS = 24 * HOUR_MS
/** So many rows of a face are written at once, because its feed is locked meanwhile. */
const AT_ONCE = 200

/**
 * [CARE-4] Computes the consensus again for holds whose condition votes became too old since the last run, and removes
 * feed rows of work done that long ago.
 */
export const ageConditions: Job = {
  name: 'age-conditions',
  everyMs: HOUR_MS,
  async run({ stores, transactions }, { now, lastRan }) {
    const after = lastRan === null ? NEVER : conditionCutoff(instantOf(msOf(lastRan) - OVERLAP_MS))
    const crossed = { after, until: conditionCutoff(now) }
    for (const holds of chunksOf(await stores.annotations.holdsWithConditionVotes(crossed), AT_ONCE)) {
      await transactions(guest, async ({ touch }) => holds.forEach(touch.consensus))
    }
    for (const tasks of chunksOf(await stores.tasks.idsDone(crossed), AT_ONCE)) {
      await transactions(guest, async ({ touch }) => tasks.forEach(touch.task))
    }
  },
}

/** [HISTORY-3] Versions of sheets are kept for a year. */
export const forgetVersions: Job = {
  name: 'forget-sheet-versions',
  everyMs: 24 * HOUR_MS,
  run: ({ stores }, { now }) => stores.sheetVersions.forget(instantOf(msOf(now) - YEAR_MS)),
}
