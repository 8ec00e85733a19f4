import { userIdOf } from '../../../shared/access/actor'
import { NEVER } from '../../../shared/model/instant'
import type { UseCase } from '../useCase'
import { newsView } from '../../feeds/newsView'
import { pushKinds } from '../news/pushKinds'
import { passkeyView } from '../factors/passkeyView'
import { ownBin } from '../moderation/ownBin'
import { searchView } from '../lists/searches'
import { ownUser } from './ownUser'
import { ownView } from './ownView'

/** [PEOPLE-4] Exports everything that the tables hold of the caller, and of nobody else. */
export const exportMe: UseCase<'users.exportMe'> = {
  runs: ({ services, actor, config, now }) => services.snapshot(async (stores) => {
    const id = userIdOf(actor) ?? ''
    const { ascents, userData, climbs, comments, annotations, avatars, audit, claims, likes, lists, mails } = stores
    const { passkeys, recoveryCodes, reports, searches, sessions, tasks } = stores
    const account = await stores.stoktAccounts.ofUser(id)
    return {
      exported_at: now,
      account: await ownView({ stores, config }, await ownUser({ actor, stores })),
      avatar: (await avatars.get(id))?.bytes.toString('base64') ?? null,
      climbs: await climbs.rows(await userData.climbIds(id)),
      comments: await comments.allBy(id),
      bin: await ownBin(stores, id),
      annotations: await annotations.votesOf(id),
      remarks: await climbs.personalsOf(id, await userData.remarkedClimbIds(id)),
      tasks: await tasks.rows(await tasks.idsOf(id), NEVER),
      likes: await likes.allOf(id),
      ascents: await ascents.allOf(id),
      lists: await lists.allOf(id),
      searches: (await searches.allOf(id)).map(searchView),
      news: (await stores.news.allOf(id)).map(newsView),
      notifications: (await stores.pushes.ofUser(id)).map(({ label, subscription: { created_at, ...browser } }) =>
        ({ label, created_at, kinds: pushKinds(browser) })),
      claims: await claims.ofUser(id),
      stokt_account: account && { full_name: account.full_name, since: account.since },
      reports: await reports.ownOf(id),
      history: (await audit.list({ actor: id }, { page: 1, page_size: HISTORY_MAX })).results
        .map(({ at, action, target_kind, target_id, address }) => ({ at, action, target_kind, target_id, address })),
      sessions: await sessions.ofUser(id),
      passkeys: (await passkeys.ofUser(id)).map(passkeyView),
      recovery_codes: await recoveryCodes.leftOf(id),
      mails: await mails.ofUser(id),
    }
  }),
}

const HISTORY_MAX = 10_000
