import { Counter, Histogram, Registry } from 'prom-client'

/** Seconds, from a kept answer to one that people complain about. */
const ANSWER_SECONDS = [0.005, 0.02, 0.1, 0.5, 2, 10]
const TRANSACTION_SECONDS = [0.002, 0.005, 0.02, 0.1, 0.5, 2, 10]
const LAG_SECONDS = [0.01, 0.05, 0.1, 0.25, 1, 2.5, 10]

/**
 * [OPS-3] Figures that are counted as events happen. Every label has few values, all of them ours: names of commands
 * and jobs, status codes, kinds of documents, codes from a list.
 */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Counter<L>({ name, help, labelNames, registers })
  const histogram = <L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[] = []) =>
    new Histogram<L>({ name, help, labelNames, buckets, registers })
  return {
    registry,
    commands: counter('mastoc_commands_total', 'Commands answered over HTTP', ['command', 'status']),
    commandSeconds: histogram('mastoc_command_seconds', 'Time from the request to the end of its answer', ANSWER_SECONDS, ['command']),
    socketEvents: counter('mastoc_socket_events_total', 'Events of Socket.IO answered', ['event', 'outcome']),
    transactionSeconds: histogram('mastoc_transaction_seconds', 'Time of a write with its waiting and all its tries', TRANSACTION_SECONDS, [
      'outcome',
    ]),
    transactionRetries: counter('mastoc_transaction_retries_total', 'Transactions begun again because another one stood in the way'),
    feedLagSeconds: histogram('mastoc_feed_lag_seconds', 'Time from a change to its push to the sockets of this server', LAG_SECONDS),
    feedChanges: counter('mastoc_feed_changes_total', 'Changes of feeds that were pushed'),
    feedRowsSent: counter('mastoc_feed_rows_sent_total', 'Rows pushed, counted for each socket'),
    feedHeadsSent: counter('mastoc_feed_heads_sent_total', 'Heads told, counted for each socket'),
    socketEnds: counter('mastoc_socket_ends_total', 'Socket.IO connections that ended', ['reason']),
    documentUpdates: counter('mastoc_document_updates_total', 'Updates of documents by clients', ['kind', 'outcome']),
    documentCloses: counter('mastoc_document_closes_total', 'Connections to documents that ended', ['code']),
    mails: counter('mastoc_mails_total', 'Attempts to send a letter', ['outcome']),
    jobRuns: counter('mastoc_job_runs_total', 'Runs of jobs on this server', ['job', 'outcome']),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
