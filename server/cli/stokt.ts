import { randomUUID } from 'node:crypto'
import type { StoktMode, StoktRun } from '../../shared/contract/sources'
import { readConfig, type StoktSetting } from '../config/config'
import { createLog } from '../log/log'
import { storesOn, type Stores } from '../db/stores/stores'
import { MirrorWork, type Outcome } from '../mirror/mirror'
import { createPace } from '../stokt/pace'
import { previewFill } from '../mirror/previewFill'
import { StoktFailure } from '../stokt/stoktFailure'
import { systemTimer } from '../stokt/systemTimer'
import type { ImportReport } from '../usecases/imports/importReport'
import { withCliContext, type CliContext } from './cliContext'
import type { Console } from './console'
import { reportLines } from './reportLines'
import { UsageError } from './usageError'

const WORDS: Readonly<Record<StoktFailure['fault'], string>> = {
  token_ended: 'Stokt does not take the token: set a new STOKT_TOKEN',
  not_found: 'Stokt has no gym with the id in STOKT_GYM',
  refused: 'Stokt refused',
  too_fast: 'Stokt wants to be left alone for a while; try again later',
  failing: 'Stokt fails itself; try again later',
  unreachable: 'Stokt cannot be reached; try again later',
  too_slow: 'Stokt does not answer in time; try again later',
  nonsense: 'Stokt sent something that is not what it used to send',
  implausible: 'Stokt says that most climbs are gone: none was hidden',
}

function settingOf({ environment }: Console): StoktSetting {
  const { stokt } = readConfig(environment)
  if (!stokt) throw new UsageError('STOKT_TOKEN and STOKT_GYM are not set')
  return stokt
}

interface CommandContext {
  work: MirrorWork
  stores: Stores
  setting: StoktSetting
  cli: CliContext
}

/** Gives the mirror to a command, which holds it as a server does. */
function withMirror<T>(console: Console, todo: (context: CommandContext) => Promise<T>): Promise<T> {
  const setting = settingOf(console)
  const { timer = systemTimer } = console
  return withCliContext(console.environment, (cli) => {
    const stores = storesOn(cli.db)
    const work = new MirrorWork({
      ...cli, setting, stores, timer, pace: createPace(timer), holder: `cli-${randomUUID()}`, signal: new AbortController().signal,
      log: createLog('silent'), tellFailure: () => {}, actor: { kind: 'cli' }, progress: run => draw(console, run),
    })
    return todo({ work, stores, setting, cli })
  })
}

/** The climbs that were read so far, on a terminal alone. */
function draw({ terminal }: Console, { received, asked }: StoktRun): void {
  if (terminal?.isTTY) terminal.write(`\r${received} climbs read in ${asked} requests`)
}

const runLine = ({ mode, received, created, updated, hidden, rejected, asked, bytes }: StoktRun): string =>
  `${mode === 'full' ? 'A full run' : 'A run'} read ${received} climbs in ${asked} requests (${(bytes / 1e6).toFixed(1)} MB): `
  + `${created} created, ${updated} updated, ${hidden} hidden, ${rejected} rejected.`

/** @throws UsageError */
function tell(outcome: Outcome, console: Console): void {
  if (outcome.done === 'failed') throw new UsageError(`${WORDS[outcome.fault]}. What was read stays; the next run goes on from there`)
  if (outcome.done === 'held') throw new UsageError('A server or another command asks Stokt at this moment: try again later')
  if (outcome.done === 'run') console.out(runLine(outcome.run))
}

/** [STOKT-12] Brings the whole gym over from Stokt, or says what that would change. */
export function importStoktApi({ dryRun }: { dryRun: boolean }, console: Console): Promise<void> {
  return withMirror(console, async ({ work, stores, setting: { gym }, cli: { transactions } }) => {
    if (!dryRun) return tell(await work.run('full'), console)
    let report: ImportReport | null = null
    const outcome = await work.whileHeld(async (_mirror, api) => {
      report = await previewFill({ api, stores, transactions, gym, actor: { kind: 'cli' } })
      return { done: 'nothing' }
    }).catch(asFailed)
    tell(outcome, console)
    if (report) for (const line of [...reportLines(report), '', 'Nothing was written: it was a rehearsal.']) console.out(line)
  })
}
function asFailed(error: unknown): Outcome {
  if (error instanceof StoktFailure) return { done: 'failed', fault: error.fault }
  throw error
}

/** [STOKT-12] Starts a run, or leaves it to the server that asks Stokt at this moment. */
export function syncStoktNow({ full }: { full: boolean }, console: Console): Promise<void> {
  const mode: StoktMode = full ? 'full' : 'incremental'
  return withMirror(console, async ({ work, stores, setting: { gym } }) => {
    const outcome = await work.run(mode)
    if (outcome.done !== 'held') return tell(outcome, console)
    await stores.stokt.want(gym, mode)
    console.out('A server asks Stokt at this moment: it does this run next.')
  })
}
