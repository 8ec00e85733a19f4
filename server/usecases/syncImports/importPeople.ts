import type { UserRowIn } from '../../../shared/contract/syncImports'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { importClimbs } from '../imports/importClimbs'
import { emptyReport } from '../imports/importReport'
import { lastOfEach, noteRows, rowsAnswer, rowsReport, statusOf, type RowsReport } from './rowsReport'

/** Writes them as an import of a wall does: users without a password. @returns their ids by their Stokt ids */
async function putUsers(context: WriteContext, rows: readonly UserRowIn[], report: RowsReport): Promise<Map<string, string>> {
  const setters = lastOfEach(rows).map(({ stokt_id, full_name }) => ({ key: stokt_id, stokt_id, full_name: full_name.slice(0, 100) }))
  const imported = emptyReport()
  const ids = await importClimbs(context, { setters, climbs: [] }, { faceId: '', actor: context.actor }, imported)
  Object.assign(report.counts, imported.tallies.setters)
  return ids
}

export const importUser: UseCase<'sync.importUser'> = {
  async writes(context, row) {
    const report = rowsReport()
    const id = (await putUsers(context, [row], report)).get(row.stokt_id)
    // The person deleted their account here, and does not come back.
    if (id === undefined) throw new Refusal('not_found')
    await noteRows(context, 'users', report)
    return { id, status: statusOf(report) }
  },
}

export const importUsers: UseCase<'sync.importUsers'> = {
  async writes(context, { users }) {
    const report = rowsReport()
    await putUsers(context, users, report)
    await noteRows(context, 'users', report)
    return rowsAnswer(report, users.length)
  },
}
