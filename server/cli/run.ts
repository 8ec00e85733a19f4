import { Command, CommanderError } from 'commander'
import { Refusal } from '../../shared/result'
import { WrongSettings } from '../config/config'
import { isUnavailable } from '../db/database'
import { NewerSchema } from '../db/migrate'
import { errorLines } from '../log/errorReport'
import { UnusableExport } from '../sources/stokt/unusableExport'
import { problemOf } from '../http/problem'
import { translate } from '../i18n/messages'
import { endKeyOf, listKeys, makeApiKey } from './apiKeys'
import {
  deactivateAccount,
  listAccounts,
  printResetLink,
  reactivateAccount,
  showAccount,
  type DeactivateOptions,
  type ListOptions,
} from './accounts'
import { backUp, restore } from './backup'
import { hideClimbOf, restoreClimbOf, type ReasonOptions } from './climbs'
import type { Console } from './console'
import { doctor } from './doctor/doctor'
import { startEpoch } from './epoch'
import { exportWallTo } from './export'
import { importStokt } from './import'
import { printLog, type LogOptions } from './log'
import { listNoticeLines, sendNotice, withdrawNoticeOf, type NoticeOptions } from './notices'
import { takeOverPython, type TakeOverOptions } from './takeOver'
import { importStoktApi, syncStoktNow } from './stokt'
import { UsageError } from './usageError'
import { gridOf, type GridOptions } from './walls'
import { createUser, promote, resetFactorOf, type NewUser } from './users'

function addNotices(program: Command, console: Console): void {
  const notice = program.command('notice').description('messages to everybody, a gym or a wall')
  notice
    .command('send <text>')
    .description('publish a notice; screens show it within two seconds')
    .option('--for <gym-or-wall>', 'its name or id; without it, everybody')
    .option('--level <level>', 'info, warning or danger', 'info')
    .option('--title <title>', 'a few words before the text', '')
    .option('--from <moment>', 'show it from then on, for example 2026-12-24T14:00+01:00')
    .option('--until <moment>', 'show it until then')
    .action((text: string, options: NoticeOptions) => sendNotice(text, options, console))
  notice.command('list').description('all notices that are not withdrawn').action(() => listNoticeLines(console))
  notice.command('withdraw <id>').description('take a notice off every screen').action((id: string) => withdrawNoticeOf(id, console))
}

function addClimbs(program: Command, console: Console): void {
  const climb = program.command('climb').description('climbs that everybody sees, or nobody but their owners')
  climb.command('hide <id>').description('hide a climb from everybody but its owners; the id stands at the end of its address')
    .option('--reason <reason>', 'its owners read it', '')
    .action((id: string, options: ReasonOptions) => hideClimbOf(id, options, console))
  climb.command('restore <id>').description('show a climb again that is hidden or in the bin')
    .option('--reason <reason>', 'the log keeps it', '')
    .action((id: string, options: ReasonOptions) => restoreClimbOf(id, options, console))
}

function addLog(program: Command, console: Console): void {
  program
    .command('log')
    .description('who did what, in words; moments are in UTC')
    .option('--who <words>', 'a part of the name of whoever did it')
    .option('--thing <words>', 'a part of the name of the person or thing that it was about')
    .option('--kind <kind>', 'for example climb, user, or climb.hide')
    .option('--since <moment>', 'for example 2026-12-24T14:00+01:00')
    .option('--until <moment>')
    .option('--count <number>', 'so many of the newest entries', '50')
    .option('--language <language>', 'fr or en', 'en')
    .action((options: LogOptions) => printLog(options, console))
}

function addDoctor(program: Command, console: Console): void {
  program
    .command('doctor [url]')
    .description('look whether all is well: settings, https, sockets, clock, disk, mail, schema, backups; it changes nothing')
    .option('--mail <address>', 'also send a trial letter there')
    .action(async (url: string | undefined, { mail }: { mail?: string }) => {
      // The doctor printed already what there is to do.
      if (!await doctor({ url: url ?? null, mail: mail ?? null }, console)) throw new CommanderError(1, 'doctor', 'something is to be done')
    })
}

function addStokt(program: Command, imports: Command, console: Console): void {
  imports.command('stokt-api').description('from Stokt itself: the gym of STOKT_GYM, with the token of STOKT_TOKEN')
    .option('--dry-run', 'say what would change, and change nothing', false)
    .action((options: { dryRun: boolean }) => importStoktApi(options, console))
  program.command('sync').description('bring what is new')
    .command('stokt').description('from Stokt: the climbs since the last run')
    .option('--full', 'read all climbs, and hide those that are gone', false)
    .action((options: { full: boolean }) => syncStoktNow(options, console))
}

function addTakeOver(imports: Command, console: Console): void {
  imports.command('mastoc-python <url>')
    .description('take a Python server over: its database is only read, postgres://user:password@host/name')
    .option('--files <directory>', 'its disk, with static/ and avatars/, for the photos and the portraits')
    .option('--dry-run', 'show what would come over, and write nothing', false)
    .option('--keep-demo', 'keep the demo wall, even if nobody used it', false)
    .action((url: string, options: TakeOverOptions) => takeOverPython(url, options, console))
}

function addUsers(program: Command, console: Console): void {
  const user = program.command('user').description('accounts')
  user
    .command('create')
    .description('make an account; the password is asked for, or read from standard input')
    .requiredOption('--email <address>')
    .requiredOption('--username <name>')
    .option('--password <password>', 'at least 8 characters; others may read it in the list of processes')
    .option('--admin', 'who may do everything', false)
    .action((options: NewUser) => createUser(options, console))
  user
    .command('list')
    .description('all accounts by name')
    .option('--search <words>', 'a part of the name, the user name or the address')
    .option('--role <role>', 'user or admin')
    .action((options: ListOptions) => listAccounts(options, console))
  user.command('show <email-or-username>').description('one account').action((who: string) => showAccount(who, console))
  user.command('promote <email>').description('make an admin of an account')
    .action((email: string) => promote(email, console))
  user
    .command('reset-password <email-or-username>')
    .description('print a link to choose a new password, valid once within a day; nothing is mailed')
    .action((who: string) => printResetLink(who, console))
  user
    .command('deactivate <email-or-username>')
    .description('shut an account out; what it made stays')
    .option('--reason <words>', 'it stands in the log', '')
    .option('--until <moment>', 'let it in again then, for example 2026-12-24T14:00+01:00')
    .action((who: string, options: DeactivateOptions) => deactivateAccount(who, options, console))
  user.command('reactivate <email-or-username>').description('let an account in again')
    .action((who: string) => reactivateAccount(who, console))
  user.command('reset-factor <email>').description('take passkeys and recovery codes away from who lost them')
    .action((email: string) => resetFactorOf(email, console))
}

function programOf(console: Console): Command {
  const program = new Command('mastoc').description('Administers mastoc without a browser, also beside a running server.').exitOverride()
  program.configureOutput({ writeOut: text => console.out(text.trimEnd()), writeErr: text => console.err(text.trimEnd()) })

  const imports = program.command('import').description('bring a wall in, or up to date')
  imports.command('stokt <folder-or-zip>').description('from a Stokt export, or one of mastoc: setup.json, gym.json, climbs*.json and the photo')
    .option('--keep-demo', 'keep the demo wall, even if nobody used it', false)
    .action((place: string, options: { keepDemo: boolean }) => importStokt(place, options, console))
  addTakeOver(imports, console)
  addStokt(program, imports, console)

  program.command('export').description('take a wall along')
    .command('wall <wall> <file>').description('photo, holds and climbs as a zip that another mastoc imports; <wall> is its name or its id')
    .action((wall: string, file: string) => exportWallTo(wall, file, console))
  addUsers(program, console)
  program
    .command('wall')
    .description('walls')
    .command('grid <wall>')
    .description('name the holds by the letters and numbers painted on the wall; <wall> is its name or its id')
    .option(
      '--corners <points>',
      'the outer corners of the grid in pixels of the photo, from the top left one clockwise: "x,y x,y x,y x,y"',
    )
    .option('--columns <labels>', 'from left to right: 1..18, A..R, or a list with commas')
    .option('--rows <labels>', 'from the top down: A..Z, 1..26, or a list with commas')
    .option('--none', 'take the grid away: the holds have numbers again', false)
    .action((wall: string, options: GridOptions) => gridOf(wall, options, console))

  addNotices(program, console)
  addClimbs(program, console)
  addLog(program, console)
  const apikey = program.command('apikey').description('keys for programs')
  apikey.command('create <name>').description('make a key and print it, this once')
    .option('--scope <scopes>', 'read, write, import, admin, with commas between', 'read')
    .action((name: string, options: { scope: string }) => makeApiKey(name, options.scope, console))
  apikey.command('list').description('all keys, with when they were last used').action(() => listKeys(console))
  apikey
    .command('end <id-or-name>')
    .description('end a key; servers know it within seconds')
    .action((key: string) => endKeyOf(key, console))

  program.command('backup <file>').description('everything the database holds, in one new file; servers go on meanwhile')
    .action((file: string) => backUp(file, console))
  program.command('restore <file>').description('put a backup in the place of an empty database; no server may run')
    .option('--force', 'also in the place of one that is not empty, which is kept beside it', false)
    .action((file: string, options: { force: boolean }) => restore(file, options, console))

  addDoctor(program, console)
  program.command('epoch').description('what clients remember of the feeds')
    .command('new').description('make every client load everything anew')
    .action(() => startEpoch(console))
  return program
}

/** The lines to print, and the exit code: 2 says that an import's input is unusable and nothing changed. */
function failure(error: unknown): { message: string; code: number } {
  if (error instanceof UnusableExport) return { message: `Nothing was imported: ${error.message}`, code: 2 }
  if (error instanceof Refusal) return { message: problemOf(error, 'en').detail, code: 1 }
  if (error instanceof WrongSettings || error instanceof UsageError || error instanceof NewerSchema)
    return { message: error.message, code: 1 }
  if (isUnavailable(error)) return { message: translate('en', 'unavailable'), code: 1 }
  return { message: errorLines(error), code: 1 }
}

/** Runs the arguments typed after `mastoc`. @returns the exit code */
export async function run(words: readonly string[], console: Console): Promise<number> {
  try {
    await programOf(console).parseAsync(words, { from: 'user' })
    return 0
  } catch (error) {
    // The parser has already printed the error, or the help that was asked for.
    if (error instanceof CommanderError) return error.exitCode
    const { message, code } = failure(error)
    console.err(message)
    return code
  }
}
