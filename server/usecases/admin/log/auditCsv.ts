import { stringify } from 'csv-stringify/sync'
import type { Input } from '../../../../shared/contract/commands'
import type { Stores } from '../../../db/stores/stores'
import type { AuditFilter } from '../../../db/stores/auditReads'
import type { RequestFacts, UseCase } from '../../context'
import { eventsOf, filterOf } from '../listAudit'
import { logLines, type LogLine } from './logLines'

const COLUMNS = ['at', 'who', 'what', 'more', 'undone'] as const
/** A file has the newest entries up to this number; the filter by time reaches the others. */
export const LOG_FILE_MAX = 20_000
const PAGE = 500

/** Reads the entries page by page. None is read twice, because an end in time keeps new entries out. */
export async function* logPages(stores: Stores, filter: AuditFilter, most: number): AsyncGenerator<Awaited<ReturnType<typeof eventsOf>>> {
  const page_size = Math.min(PAGE, most)
  for (let page = 1, left = most; left > 0; page++) {
    const { results, count } = await stores.audit.list(filter, { page, page_size })
    yield await eventsOf(stores, results.slice(0, left))
    left = Math.min(left, count - (page - 1) * page_size) - page_size
  }
}

const cellsOf = ({ at, isUndone, ...line }: LogLine, say: RequestFacts['translate']) =>
  ({ ...line, at: `${at.slice(0, 10)} ${at.slice(11, 19)}`, undone: isUndone ? say('log_yes') : '' })

/** [AUDIT-15] The log as a table. A cell never becomes a formula. Spreadsheets in French expect semicolons. */
export const auditCsv: UseCase<'audit.csv'> = {
  async runs({ stores, request, now }, asked: Input<'audit.csv'>) {
    const filter = await filterOf(stores, asked)
    const rows: ReturnType<typeof cellsOf>[] = []
    for await (const events of logPages(stores, { ...filter, until: filter.until ?? now }, LOG_FILE_MAX))
      rows.push(...logLines(events, request.language).map(line => cellsOf(line, request.translate)))
    return stringify(rows, {
      header: true,
      columns: COLUMNS.map(key => ({ key, header: request.translate(`log_${key}`) })),
      delimiter: request.language === 'fr' ? ';' : ',',
      bom: true,
      escape_formulas: true,
      quoted_string: true,
      record_delimiter: 'windows',
    })
  },
}
