import { userIdOf } from '../../../shared/access/actor'
import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'

/** [REPORT-6] Closes a report. Of two admins who do it at the same moment one does, and the other is told. */
export const resolveReport: UseCase<'reports.resolve'> = {
  async writes({ actor, stores, touch, now }, { id, outcome, answer }) {
    const before = await stores.reports.byId(id)
    if (!before) throw new Refusal('not_found')
    const resolution = { outcome, answer: answer || null, resolved_at: now, resolved_by_id: userIdOf(actor) }
    if (!await stores.reports.resolve(id, resolution, now)) throw new Refusal('already_resolved')
    touch.report(id)
    const audit_id = await stores.audit.append(
      {
        actor,
        action: 'report.resolve',
        target: { kind: 'report', id },
        names: before.seen.name === '' ? {} : { target: before.seen.name },
        detail: { reported: before.kind, outcome, ...(answer === '' ? {} : { answer }) },
        state: { id, kind: before.kind, target_id: before.target_id, resolved_at: now },
      },
      now,
    )
    const [report] = await stores.reports.rows([id])
    if (!report) throw new Refusal('not_found')
    return { ...report, audit_id }
  },
}
