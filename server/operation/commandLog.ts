import { createBudgets } from '../limits/budgets'
import type { Logger } from '../log/log'
import type { Asking, WhoIs } from './whoIs'

/**
 * The lines that each person, key or guest may cause, and all together: more than people need, and too few for a flood
 * to fill a disk.
 */
const LINES = { perSecond: 5, burst: 1_000 }
const EVERYBODY = { perSecond: 50, burst: 20_000 }

/** A command that was answered, or whose connection ended before. */
export interface EndedCommand {
  requestId: string
  asking: Asking
  /** Null if the caller did not wait for the answer. */
  status: number | null
  ms: number
}
export type TellCommand = (ended: EndedCommand) => void

/** [OPS-1] Writes a line to the server's log for each command. */
export function createCommandLog(log: Pick<Logger, 'info'>, whoIs: WhoIs, now?: () => number): TellCommand {
  const own = createBudgets(LINES, now)
  const all = createBudgets(EVERYBODY, now)
  let leftOut = 0
  return ({ requestId, asking, status, ms }) => {
    const who = whoIs(asking)
    if (!own.take(who) || !all.take('all')) {
      leftOut++
      return
    }
    const more = leftOut > 0 ? { left_out: leftOut } : {}
    leftOut = 0
    log.info(
      {
        event: 'command',
        request_id: requestId,
        command: asking.what,
        status: status ?? 'left',
        ms: Math.round(ms * 10) / 10,
        who,
        ...more,
      },
      'command',
    )
  }
}
