import { stringify } from 'csv-stringify/sync'
import type { Input } from '../../../../shared/contract/commands'
import type { RequestFacts, UseCase } from '../../useCase'
import { filterOf } from '../listAudit'
import { logLines, type LogLine } from './logLines'
import { LOG_FILE_MAX, logPages } from './logPages'

const COLUMNS = ['at', 'who', 'what', 'more', 'undone'] as const

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
