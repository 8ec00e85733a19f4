import type { FeedName } from '../../shared/feedName'
import { closeCodes } from '../../shared/closeCodes'
import type { DocumentName } from '../../shared/documentName'
import type { Logger } from '../log/log'
import { createCommandLog, type TellCommand } from './commandLog'
import type { Metrics } from './metrics'
import type { Asking, WhoIs } from './whoIs'

type Outcome = 'done' | 'failed'

/** Gets the events of the server and turns them into figures, and lines in the log. */
export interface Watch {
  command: TellCommand
  /** @param outcome `ok`, or the code of the refusal */
  socketEvent: (ended: { asking: Asking; outcome: string; ms: number }) => void
  transaction: (ended: { outcome: Outcome; ms: number; tries: number; feeds: readonly FeedName[] }) => void
  feedPushed: (pushed: { feed: FeedName; rows: number; sockets: number; lagMs: number }) => void
  headTold: (sockets: number) => void
  socketEnded: (reason: string) => void
  documentUpdate: (kind: DocumentName['kind'], outcome: 'saved' | 'refused' | 'failed') => void
  /** @param code null if the other side ended it, or the network */
  documentClosed: (code: number | null) => void
  mail: (outcome: 'sent' | 'failed' | 'given up' | 'expired') => void
  job: (ran: { job: string; outcome: Outcome; ms: number }) => void
}

/** Socket.IO's reasons for an end. */
const ENDS: ReadonlySet<string> = new Set([
  'transport close',
  'transport error',
  'ping timeout',
  'client namespace disconnect',
  'server namespace disconnect',
  'server shutting down',
  'parse error',
  'forced close',
  'forced server close',
])
const CODES: ReadonlySet<number> = new Set(Object.values(closeCodes))

const rounded = (ms: number) => Math.round(ms * 10) / 10

export function createWatch(
  { log, metrics, whoIs }: { log: Pick<Logger, 'info' | 'debug' | 'isLevelEnabled'>; metrics: Metrics; whoIs: WhoIs },
): Watch {
  const tellCommand = createCommandLog(log, whoIs)
  return {
    command(ended) {
      const command = ended.asking.what
      metrics.commands.inc({ command, status: String(ended.status ?? 'left') })
      metrics.commandSeconds.observe({ command }, ended.ms / 1000)
      tellCommand(ended)
    },
    socketEvent({ asking, outcome, ms }) {
      metrics.socketEvents.inc({ event: asking.what, outcome })
      if (log.isLevelEnabled('debug'))
        log.debug({ event: 'socket_event', what: asking.what, outcome, ms: rounded(ms), who: whoIs(asking) }, 'socket event')
    },
    transaction({ outcome, ms, tries, feeds }) {
      metrics.transactionSeconds.observe({ outcome }, ms / 1000)
      if (tries > 1) metrics.transactionRetries.inc(tries - 1)
      log.debug({ event: 'transaction', outcome, ms: rounded(ms), tries, feeds }, 'transaction')
    },
    feedPushed({ feed, rows, sockets, lagMs }) {
      if (sockets === 0) return
      metrics.feedChanges.inc()
      metrics.feedRowsSent.inc(rows * sockets)
      metrics.feedLagSeconds.observe(Math.max(0, lagMs) / 1000)
      log.debug({ event: 'feed_change', feed, rows, sockets, lag_ms: rounded(lagMs) }, 'feed change')
    },
    headTold: sockets => metrics.feedHeadsSent.inc(sockets),
    socketEnded: reason => metrics.socketEnds.inc({ reason: ENDS.has(reason) ? reason : 'other' }),
    documentUpdate: (kind, outcome) => metrics.documentUpdates.inc({ kind, outcome }),
    documentClosed: code => metrics.documentCloses.inc({ code: code !== null && CODES.has(code) ? String(code) : 'left' }),
    mail: outcome => metrics.mails.inc({ outcome }),
    job({ job, outcome, ms }) {
      metrics.jobRuns.inc({ job, outcome })
      log.debug({ event: 'job', job, outcome, ms: rounded(ms) }, 'job')
    },
  }
}
