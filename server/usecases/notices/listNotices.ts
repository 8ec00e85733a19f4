import { isNoticeShown } from '../../../shared/rules/isNoticeShown'
import type { UseCase } from '../useCase'

/** [NOTICE-2] Lists what is shown at this moment. Whoever may read walls may read all of it. */
export const listNotices: UseCase<'notices.list'> = {
  reads: async ({ stores, now }) => ({ results: (await stores.notices.all()).filter(notice => isNoticeShown(notice, now)) }),
}

export const listAllNotices: UseCase<'notices.listAll'> = {
  reads: async ({ stores }) => ({ results: await stores.notices.all() }),
}
