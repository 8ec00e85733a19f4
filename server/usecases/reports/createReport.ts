import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import type { OwnReport } from '../../../shared/model/report'
import { Refusal } from '../../../shared/result'
import { openReportKey } from '../../../shared/rules/openReportKey'
import type { StoredReport } from '../../db/stores/admin/reports'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { Reply } from '../reply'
import { requireRoom } from '../requireRoom'
import { seenOf, type Reported } from './seenOf'

/** An open report can be resolved between two looks; then the next look finds none, and makes one. */
const TRIES = 5

async function ownView({ stores }: WriteContext, id: string, userId: string): Promise<OwnReport> {
  const own = (await stores.reports.ownRows([id])).find(row => row.userId === userId)
  if (!own) throw new Refusal('not_found')
  return own.report
}

/** Finds the open report of the thing, or makes one. @returns its id, and whether it is new */
async function openReport({ stores, now }: WriteContext, made: StoredReport): Promise<{ id: string; isNew: boolean }> {
  for (let tries = 1; tries <= TRIES; tries++) {
    // If two report it at the same moment, the unique key admits one, and the other joins it.
    if (await stores.reports.insert(made)) return { id: made.id, isNew: true }
    const open = await stores.reports.openOn(made)
    if (open && await stores.reports.keepOpen(open.id, now)) return { id: open.id, isNew: false }
  }
  throw new Refusal('unavailable')
}

async function report(
  context: WriteContext,
  { kind, id: target_id, reason }: Input<'reports.create'>,
  { face_id, seen }: Reported,
): Promise<{ report: OwnReport; isNew: boolean }> {
  const { stores, touch, actor, now } = context
  const user_id = userIdOf(actor)
  if (user_id === null) throw new Refusal('unauthenticated')
  const { id, isNew } = await openReport(context, {
    id: randomUUID(), kind, target_id, open_key: openReportKey({ kind, target_id }), face_id, seen, created_at: now, updated_at: now,
    outcome: null, answer: null, resolved_at: null, resolved_by_id: null,
  })
  const voice = { report_id: id, user_id }
  if (isNew || !await stores.reports.hasVoice(voice)) requireRoom('openReports', await stores.reports.countOpenOf(user_id))
  await stores.reports.putVoice({ ...voice, reason, at: now })
  touch.report(id)
  return { report: await ownView(context, id, user_id), isNew }
}

/** [REPORT-1] Reports a thing, or joins the open report of it. */
export const createReport: UseCase<'reports.create'> = {
  async runs(context, input) {
    const reported = await seenOf(context, input.kind, input.id)
    const made = await context.transact(async (inside) => {
      const result = await report(inside, input, reported)
      context.answers(inside, result.report, result.isNew ? undefined : 200)
      return result
    })
    return made.isNew ? made.report : new Reply(made.report, { status: 200 })
  },
}
