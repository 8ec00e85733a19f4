import type { WriteContext } from '../../transaction/context'

/** The user's name changed or is gone: the feed rows of what they made are written again. */
export async function touchName({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, userId: string): Promise<void> {
  touch.account(userId)
  for (const climbId of await stores.climbs.idsBySetter(userId)) touch.climbAnywhere(climbId)
  for (const ascentId of await stores.ascents.idsBy(userId)) touch.ascentTold(ascentId)
  for (const listId of await stores.lists.idsOf(userId)) touch.list(listId)
  for (const commentId of await stores.comments.idsBy(userId)) touch.comment(commentId)
  for (const taskId of await stores.tasks.idsOf(userId)) touch.task(taskId)
  for (const noticeId of await stores.notices.idsBy(userId)) touch.notice(noticeId)
  for (const reportId of await stores.reports.idsNaming(userId)) touch.report(reportId)
}
