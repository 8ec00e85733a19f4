import { Refusal } from '../../../shared/result'
import type { StoredNotice } from '../../db/stores/admin/notices'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { checkTimes, namesOf, noticeView, wordsOf } from './noticeContext'

/** [NOTICE-3] Changes a notice for everybody who sees it. The log keeps the words of before. */
export const updateNotice: UseCase<'notices.update'> = {
  async writes({ actor, stores, touch, now }, { id, ...changed }) {
    const before = await stores.notices.byId(id)
    if (!before) throw new Refusal('not_found')
    const given = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined))
    const after: StoredNotice = { ...before, ...given }
    if (JSON.stringify(after) === JSON.stringify(before)) return noticeView(stores, before)
    checkTimes(after, before.created_at)
    if (!await stores.notices.update(after)) throw new Refusal('not_found')
    touch.notice(id)
    await stores.audit.append(
      {
        actor, action: 'notice.update', target: { kind: 'notice', id }, names: namesOf(after),
        detail: { feed: after.feed, ...wordsOf(after), before: wordsOf(before) }, state: { before, after },
      },
      now,
    )
    return noticeView(stores, after)
  },
}

/** [NOTICE-3] Withdraws a notice: it is gone from every screen. @throws Refusal `not_found` */
export async function withdrawNotice(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>,
  actor: AuditEntry['actor'],
  id: string,
): Promise<StoredNotice> {
  const notice = await stores.notices.byId(id)
  // If two admins withdraw it at the same moment, only one does, so the log has it once.
  if (!notice || (await stores.notices.delete([id])).length === 0) throw new Refusal('not_found')
  touch.notice(id)
  const detail = { feed: notice.feed, ...wordsOf(notice) }
  const target = { kind: 'notice', id }
  await stores.audit.append({ actor, action: 'notice.delete', target, names: namesOf(notice), detail, state: notice }, now)
  return notice
}

export const deleteNotice: UseCase<'notices.delete'> = {
  async writes(context, { id }) {
    await withdrawNotice(context, context.actor, id)
  },
}
