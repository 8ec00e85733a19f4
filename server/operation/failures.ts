import { randomUUID } from 'node:crypto'
import { msOf } from '../../shared/model/instant'
import { createSingleFlight } from '../../shared/rules/singleFlight'
import { LEFT_OUT, type StoredFailure } from '../db/stores/admin/failures'
import type { Stores } from '../db/stores/stores'
import { errorReport, type ErrorReport } from '../log/errorReport'
import type { Clock } from '../config/clock'

/** The parts of a server in which an error is met. */
export const FAILURE_PARTS = ['request', 'socket', 'document', 'feed', 'job', 'mail'] as const
export type FailurePart = (typeof FAILURE_PARTS)[number]
export type TellFailure = (part: FailurePart, error: unknown, requestId?: string | null) => void

/** So many errors a minute get a row of their own; the others are counted. */
const A_MINUTE = 20
const MINUTE_MS = 60_000
const GATHER_MS = 500
/** After a write that failed, the next one waits so long. */
const AGAIN_MS = 30_000
/** Errors that wait for a database that is away; the others are counted. */
const WAITING_MAX = 200
const MESSAGE_MAX = 500

const lineOf = ({ type, code, message }: ErrorReport): string =>
  `${type}${code === undefined ? '' : ` (${code})`}${message === undefined ? '' : `: ${message}`}`

/** [LIMIT-85] The error and its cause, without any value that somebody gave. */
function messageOf(error: unknown): string {
  const report = errorReport(error)
  return [report, ...(report.cause ? [report.cause] : [])].map(lineOf).join('; ').slice(0, MESSAGE_MAX)
}

export interface Failures {
  tell: TellFailure
  close: () => Promise<void>
}

/**
 * [OVERVIEW-6] Keeps the errors that this server met, for admins. It writes a few rows a minute at most, and an error of
 * this very writing is told to nobody, so that a database that is away causes no loop.
 */
export function createFailures({ stores, clock, nodeId }: { stores: Pick<Stores, 'failures'>; clock: Clock; nodeId: string }): Failures {
  let waiting: StoredFailure[] = []
  let minute = { from: -Infinity, rows: 0 }
  let leftOut = 0
  let timer: NodeJS.Timeout | undefined

  const rowOf = (part: string, message: string, requestId: string | null): StoredFailure =>
    ({ id: randomUUID(), at: clock(), node_id: nodeId, part, message, request_id: requestId })

  const writes = createSingleFlight(async () => {
    const counted = leftOut
    const rows = [...waiting, ...(counted > 0 ? [rowOf(LEFT_OUT, String(counted), null)] : [])]
    if (rows.length === 0) return
    const { length } = waiting
    try {
      await stores.failures.insert(rows)
      waiting = waiting.slice(length)
      leftOut -= counted
    } catch {
      later(AGAIN_MS)
    }
  })
  function later(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined
      writes.again()
    }, ms).unref()
  }

  return {
    tell(part, error, requestId = null) {
      const now = msOf(clock())
      if (now - minute.from >= MINUTE_MS || now < minute.from) minute = { from: now, rows: 0 }
      if (minute.rows < A_MINUTE && waiting.length < WAITING_MAX) {
        minute.rows++
        waiting.push(rowOf(part, messageOf(error), requestId))
        later(GATHER_MS)
      } else {
        leftOut++
        // The number of a minute is one row.
        later(MINUTE_MS)
      }
    },
    async close() {
      clearTimeout(timer)
      timer = undefined
      await writes.idle()
      await writes.run()
      clearTimeout(timer)
    },
  }
}
