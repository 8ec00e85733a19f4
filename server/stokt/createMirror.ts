import { createSingleFlight } from '../../shared/rules/singleFlight'
import { isUnavailable } from '../db/database'
import type { BaseServices } from '../services'
import { createAskPerson, type AskPerson } from './askPerson'
import { MirrorWork } from './mirror'
import { createPace, type Timer } from './pace'
import { systemTimer } from './systemTimer'

/** It is looked so often whether there is something to ask. */
const LOOK_MS = 30_000

export interface Mirror {
  /** Does what is due, and resolves when that is done. */
  tick: () => Promise<void>
  /** Somebody asked for a run, or opened a climb: it is looked at once. */
  wake: () => void
  /** Asks Stokt who somebody is there; null where no gym is set. */
  askPerson: AskPerson | null
  close: () => Promise<void>
}
/** Tests hand these over, so that nobody waits. */
export interface StoktKnobs {
  timer?: Timer
  random?: () => number
  requestMs?: number
}

/** [STOKT-1] Keeps the gym as it is in Stokt, beside everything else that the server does. Without the settings it does nothing. */
export function createMirror(services: BaseServices, { timer = systemTimer, random, requestMs }: StoktKnobs = {}): Mirror {
  const { config: { stokt: setting, stoktGym }, log, tellFailure, cluster, watch } = services
  const stopping = new AbortController()
  const pace = createPace(timer)
  const askPerson = stoktGym && createAskPerson({
    url: stoktGym.url, pace, timer, signal: stopping.signal,
    ...(random ? { random } : {}), ...(requestMs === undefined ? {} : { requestMs }),
  })
  if (setting === null) return { tick: async () => {}, wake: () => {}, askPerson, close: async () => stopping.abort() }
  const work = new MirrorWork({
    ...services, setting, timer, random, requestMs, pace, holder: cluster.id, signal: stopping.signal,
  })

  const looks = createSingleFlight(async () => {
    const began = performance.now()
    try {
      const { done } = await work.step()
      if (done === 'run' || done === 'failed')
        watch.job({ job: 'stokt', outcome: done === 'run' ? 'done' : 'failed', ms: performance.now() - began })
    } catch (error) {
      if (stopping.signal.aborted) return
      log[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'mirror of Stokt')
      tellFailure('job', error)
    }
  })
  const timed = setInterval(() => void looks.run(), LOOK_MS)
  return {
    tick: looks.run,
    wake: looks.again,
    askPerson,
    async close() {
      clearInterval(timed)
      stopping.abort()
      await looks.idle()
    },
  }
}
