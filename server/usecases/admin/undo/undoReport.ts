import { Refusal } from '../../../../shared/result'
import type { StoredReport } from '../../../db/stores/admin/reports'
import type { UndoAct } from './undoAct'

/** [REPORT-6] A resolved report is open again, unless the same thing was reported anew since. */
export const undoReportResolve: UndoAct = ({ transact }, { state, record }) =>
  transact(async (context) => {
    const { stores, touch, now } = context
    const { resolved_at, ...thing } = state as Pick<StoredReport, 'id' | 'kind' | 'target_id' | 'resolved_at'>
    const report = await stores.reports.byId(thing.id)
    if (report?.open_key !== null || report.resolved_at !== resolved_at) throw new Refusal('not_undoable')
    if (await stores.reports.openOn(thing)) throw new Refusal('not_undoable')
    await stores.reports.reopen(thing, now)
    touch.report(thing.id)
    await record(context)
  })
