import { guest } from '../../shared/access/actor'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { withinMs } from '../concurrency/withinMs'
import type { Attendance } from './attendance'
import type { Foundation } from '../foundation/foundation'

/** News are gathered for so long, because people who come look at a wall a moment later. */
const GATHER_MS = 400
/** A server that ends waits no longer for the database. */
const LEAVE_MS = 3_000

export interface NodeRecord {
  begin: () => Promise<void>
  close: () => Promise<void>
}

type Parts = Pick<Foundation, 'stores' | 'transactions' | 'clock' | 'log' | 'timings' | 'cluster'> & {
  attendance: Attendance
  version: string
}

/**
 * [OVERVIEW-4] Writes this server's row: who is connected, when that changed, and now and then that it lives. What it costs
 * does not grow with the number of people.
 */
export function createNodeRecord({ stores, transactions, clock, log, timings, cluster, attendance, version }: Parts): NodeRecord {
  const { id } = cluster
  const started_at = clock()
  let written = ''
  let writtenAt = -Infinity
  let timer: NodeJS.Timeout | undefined
  let beat: NodeJS.Timeout | undefined

  async function write(): Promise<void> {
    const connected = attendance.summary()
    const text = JSON.stringify(connected)
    if (text === written) return
    await transactions(guest, async ({ stores: inside, touch, now }) => {
      await inside.nodes.put({ id, version, started_at, seen_at: now, connected })
      touch.connection(id)
    })
    written = text
    writtenAt = performance.now()
  }
  const report = (error: unknown) => {
    // The next beat writes it again.
    written = ''
    log.warn({ err: error }, 'row of this server')
  }
  let isBeatDue = false
  /** A row that the others deleted, because they heard nothing for long, is written again. */
  const looks = createSingleFlight(async () => {
    try {
      const isBeat = isBeatDue
      isBeatDue = false
      if (isBeat && !await stores.nodes.seen(id, clock())) written = ''
      await write()
    } catch (error) {
      report(error)
    }
  })

  function soon(): void {
    if (beat === undefined || timer !== undefined) return
    const rest = writtenAt + timings.nodeTellMs - performance.now()
    timer = setTimeout(() => {
      timer = undefined
      looks.again()
    }, Math.max(Math.min(GATHER_MS, timings.nodeTellMs), rest))
  }
  attendance.onChange(soon)

  return {
    async begin() {
      beat = setInterval(() => {
        isBeatDue = true
        looks.again()
      }, timings.nodeSeenMs)
      await looks.run()
    },
    async close() {
      clearInterval(beat)
      clearTimeout(timer)
      beat = undefined
      const leaveCluster = async () => {
        await looks.idle()
        await transactions(guest, async ({ stores: inside, touch }) => {
          await inside.nodes.delete([id])
          touch.connection(id)
        })
      }
      // If the database is away the row stays, until the others find that it was not seen for long.
      await withinMs(LEAVE_MS, leaveCluster()).catch((error: unknown) => log.debug({ err: error }, 'row of this server stays'))
    },
  }
}
