import type { StoredUser } from '../../db/stores/accounts/users'
import type { WriteContext } from '../../transaction/context'
import { forgetLogbook } from '../logbook/forgetLogbook'
import { touchOwnFacts } from '../logbook/touchOwnFacts'
import { setterKey } from './setterKey'

/** Touches everything whose rows will change, while the tables still show what belongs to the user. */
async function touchBelongings({ stores, touch }: WriteContext, { id }: StoredUser): Promise<void> {
  for (const claim of await stores.claims.ofUser(id)) touch.claim(claim.id)
  for (const climbId of await stores.userData.climbIds(id)) touch.climbAnywhere(climbId)
  for (const { hold_id } of await stores.annotations.votesOf(id)) touch.consensus(hold_id)
  for (const taskId of await stores.tasks.idsOf(id)) touch.task(taskId)
  for (const noticeId of await stores.notices.idsBy(id)) touch.notice(noticeId)
  for (const reportId of await stores.reports.idsNaming(id)) touch.report(reportId)
}

/** Deletes at once the climbs in the bin that nobody else could restore. */
async function purgeBin({ stores, touch, now }: WriteContext, user: StoredUser): Promise<void> {
  const own = (await stores.bin.ofOwner(user.id)).filter(({ deleted }) => deleted !== null).map(({ climb }) => climb)
    .filter(({ created_by_id, setter_id }) => [created_by_id, setter_id].every(id => id === null || id === user.id))
  await touchOwnFacts({ stores, touch }, own.map(({ id }) => id))
  await stores.bin.purge(own.map(({ id }) => id), now)
}

/** [COMMENT-9] A person's comments go with the account. Answers of others stay. */
async function deleteComments({ stores, touch }: WriteContext, { id }: StoredUser): Promise<void> {
  const climbIds = await stores.comments.climbIdsBy(id)
  for (const commentId of await stores.comments.idsBy(id)) touch.comment(commentId)
  await stores.comments.deleteBy(id)
  await stores.comments.recount(climbIds)
  climbIds.forEach(touch.climb)
}

/**
 * [REPORT-7] Reports about the person and their comments go with the account, because they keep its name and words. Their own
 * voices go with its row.
 */
async function deleteReportsAbout({ stores, touch }: WriteContext, id: string): Promise<void> {
  const about = await stores.reports.idsAbout(id)
  await stores.reports.delete(about)
  about.forEach(touch.report)
}

/**
 * [PEOPLE-5] Climbs stay without a setter, and private ones are deleted. Comments, likes, sends, votes, notes, remarks,
 * documents and sessions are deleted. The log keeps an id that no account has any more.
 */
export async function deleteUser(context: WriteContext, user: StoredUser): Promise<void> {
  const { actor, stores, now } = context
  await touchBelongings(context, user)
  await forgetLogbook(context, user.id)
  await deleteComments(context, user)
  await purgeBin(context, user)
  await deleteReportsAbout(context, user.id)
  await stores.audit.forgetRemovedVotes(user.id)
  const privateIds = await stores.userData.ownPrivateClimbIds(user.id)
  await touchOwnFacts(context, privateIds)
  await stores.userData.deleteClimbs(privateIds)
  // The next import must not bring back the name of a person who deleted their account.
  if (user.stokt_id !== null) await stores.claims.setAlias(setterKey(user), null)
  await stores.audit.append({ actor, action: 'user.delete', target: { kind: 'user', id: user.id } }, now)
  await stores.userData.deleteUser(user.id)
}
