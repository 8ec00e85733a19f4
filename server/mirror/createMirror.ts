import { createSingleFlight } from '../../shared/rules/singleFlight'
import { isUnavailable } from '../db/database'
import type { Foundation } from '../foundation/foundation'
import type { MirrorAccess } from '../usecases/useCase'
import { createAskPerson } from '../stokt/askPerson'
import { createGateway } from '../stokt/gateway'
import { MirrorWork } from './mirror'
import { createPace, type Timer } from '../stokt/pace'
import { People } from './people'
import { systemTimer } from '../stokt/systemTimer'

/** It is looked so often whether there is something to ask for the gym, and for people, who wait for it. */
const LOOK_MS = 30_000
const LOOK_FOR_PEOPLE_MS = 5_000

export interface Mirror extends MirrorAccess {
  /** Does what is due, and resolves when that is done. */
  tick: () => Promise<void>
  close: () => Promise<void>
}
/** Tests hand these over, so that nobody waits. */
export interface StoktKnobs {
  timer?: Timer
  random?: () => number
  requestMs?: number
}

/** [STOKT-1] Keeps the gym as it is in Stokt, beside everything else that the server does. Without the settings it does nothing. */
export function createMirror(services: Foundation, { timer = systemTimer, random, requestMs }: StoktKnobs = {}): Mirror {
  const { config, log, tellFailure, cluster, watch } = services
  const { stokt: setting, stoktGym } = config
  const stopping = new AbortController()
  const pace = createPace(timer)
  const askPerson = stoktGym && createAskPerson({
    url: stoktGym.url, pace, timer, signal: stopping.signal,
    ...(random ? { random } : {}), ...(requestMs === undefined ? {} : { requestMs }),
  })
  if (stoktGym === null) return { tick: async () => {}, wake: () => {}, askPerson, gateway: null, close: async () => stopping.abort() }
  const asking = { ...services, timer, random, requestMs, pace, holder: cluster.id, signal: stopping.signal }
  const gateway = createGateway({
    ...stoktGym, pace, timer, clock: services.clock, signal: stopping.signal, ...(requestMs === undefined ? {} : { requestMs }),
  })
  const people = new People({ ...asking, ...stoktGym, secrets: config, isMirrored: setting !== null && setting.pollMinutes !== null })
  const mirror = setting && new MirrorWork({ ...asking, setting })
  let isMirrorsTurn = false

  async function told(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      if (stopping.signal.aborted) return
      log[isUnavailable(error) ? 'warn' : 'error']({ err: error }, 'work with Stokt')
      tellFailure('job', error)
    }
  }
  async function mirrorStep(): Promise<void> {
    const began = performance.now()
    const { done } = await mirror?.step() ?? { done: 'nothing' }
    if (done === 'run' || done === 'failed')
      watch.job({ job: 'stokt', outcome: done === 'run' ? 'done' : 'failed', ms: performance.now() - began })
  }
  const looks = createSingleFlight(async () => {
    await told(() => people.step())
    if (!isMirrorsTurn) return
    isMirrorsTurn = false
    await told(mirrorStep)
  })
  async function lookAtAll(): Promise<void> {
    isMirrorsTurn = true
    await looks.run()
    // It joined a look that was past the mirror's turn.
    if (isMirrorsTurn) await looks.run()
  }
  const timed = [setInterval(() => void lookAtAll(), LOOK_MS), setInterval(() => void looks.run(), LOOK_FOR_PEOPLE_MS)]
  return {
    tick: lookAtAll,
    wake() {
      isMirrorsTurn = true
      looks.again()
    },
    askPerson,
    gateway,
    async close() {
      timed.forEach(clearInterval)
      stopping.abort()
      await looks.idle()
    },
  }
}
