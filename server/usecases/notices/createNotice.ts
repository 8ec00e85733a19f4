import { randomUUID } from 'node:crypto'
import { userIdOf } from '../../../shared/access/actor'
import type { Input } from '../../../shared/contract/commands'
import type { Notice } from '../../../shared/model/notice'
import type { StoredNotice } from '../../db/stores/admin/notices'
import type { AuditEntry } from '../../db/stores/admin/audit'
import type { UseCase } from '../useCase'
import type { WriteContext } from '../../transaction/context'
import { checkTimes, namesOf, noticeView, requireAudience, wordsOf } from './noticeContext'

/** [NOTICE-1] Tells everybody, a gym or one wall something. @throws Refusal `not_found`, `invalid` */
export async function makeNotice(
  { stores, touch, now }: Pick<WriteContext, 'stores' | 'touch' | 'now'>,
  actor: AuditEntry['actor'],
  given: Input<'notices.create'>,
): Promise<Notice> {
  checkTimes(given, now)
  await requireAudience(stores, given.feed)
  const notice: StoredNotice = { id: randomUUID(), ...given, by: actor.kind === 'cli' ? null : userIdOf(actor), created_at: now }
  await stores.notices.insert(notice)
  touch.notice(notice.id)
  await stores.audit.append(
    {
      actor, action: 'notice.create', target: { kind: 'notice', id: notice.id }, names: namesOf(notice),
      detail: { feed: notice.feed, ...wordsOf(notice) },
    },
    now,
  )
  return noticeView(stores, notice)
}

export const createNotice: UseCase<'notices.create'> = {
  writes: (context, input) => makeNotice(context, context.actor, input),
}
