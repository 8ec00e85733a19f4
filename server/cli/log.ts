import { Instant as InstantSchema } from '../../shared/model/instantSchema'
import type { Instant } from '../../shared/model/instant'
import { storesOn } from '../db/stores/stores'
import { logLines } from '../usecases/admin/log/logLines'
import { LOG_FILE_MAX, logPages } from '../usecases/admin/log/logPages'
import { withCliContext } from './cliContext'
import type { Console } from './console'
import { UsageError } from './usageError'

export interface LogOptions {
  who?: string
  thing?: string
  kind?: string
  since?: string
  until?: string
  count: string
  language: string
}

/** @throws UsageError */
function momentOf(name: 'since' | 'until', given: string | undefined): Instant | undefined {
  const moment = InstantSchema.optional().safeParse(given)
  if (!moment.success) throw new UsageError(`--${name}: a moment, for example 2026-12-24T14:00+01:00`)
  return moment.data
}

/** [AUDIT-15] Prints the newest entries of the log in words, the oldest of them first, as a terminal is read. */
export async function printLog({ who, thing, kind, count, language, ...span }: LogOptions, console: Console): Promise<void> {
  const most = Number(count)
  if (!Number.isInteger(most) || most < 1 || most > LOG_FILE_MAX) throw new UsageError(`--count: a number from 1 to ${LOG_FILE_MAX}`)
  if (language !== 'fr' && language !== 'en') throw new UsageError('--language: fr or en')
  const [since, until] = [momentOf('since', span.since), momentOf('until', span.until)]
  await withCliContext(console.environment, async ({ db, clock }) => {
    const lines = []
    for await (const events of logPages(storesOn(db), { who, thing, action: kind, since, until: until ?? clock() }, most))
      lines.push(...logLines(events, language))
    for (const { at, what, more, isUndone } of lines.reverse()) {
      const parts = [`${at.slice(0, 10)} ${at.slice(11, 16)}`, isUndone ? `(undone) ${what}` : what, more]
      console.out(parts.filter(part => part !== '').join('  '))
    }
    if (lines.length === 0) console.out('No entries.')
  })
}
