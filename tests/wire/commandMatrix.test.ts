import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands, type CommandName } from '../../shared/contract/commands'
import { KEYS, startApp, type CallOptions, type TestApp } from '../support/app'
import { prepareFixtures, rows, type Fixtures } from './commandRows'

const WHO = ['guest', 'user', 'owner', 'admin', 'read', 'write', 'import', 'everything'] as const
type Who = (typeof WHO)[number]

/**
 * The rights on the things of `commandRows`: a guest, another user, the owner, an admin, and
 * keys by scope (in that order). y: yes, a: has to sign in (401), f: may not (403), -: may not know
 * that the thing exists (404). Registering and logging in are for everybody and stand in the other table.
 */
const MATRIX: Partial<Record<CommandName, string>> = {
  'users.sendConfirmation': 'ayyyaaaa',
  'users.changePassword': 'ayyyaaaa',
  'users.sessions': 'ayyyaaaa',
  'users.endSession': 'a---aaaa',
  'users.endOtherSessions': 'ayyyaaaa',
  'passkeys.list': 'ayyyaaaa',
  'passkeys.challenge': 'ayyyaaaa',
  'passkeys.begin': 'ayyyaaaa',
  'passkeys.add': 'ayyyaaaa',
  'passkeys.rename': 'a---aaaa',
  'passkeys.remove': 'a---aaaa',
  'passkeys.newCodes': 'ayyyaaaa',
  'users.me': 'ayyyaaaa',
  'users.updateMe': 'ayyyaaaa',
  'users.get': 'yyyyyyyy',
  'users.deleteMe': 'ayyyaaaa',
  'users.askDeletion': 'ayyyaaaa',
  'users.exportMe': 'ayyyaaaa',
  'users.bin': 'ayyyaaaa',
  'users.setAvatar': 'ayyyaaaa',
  'users.deleteAvatar': 'ayyyaaaa',
  'users.claim': 'ayyyaaaa',
  'users.list': 'affyfffy',
  'users.deactivate': 'affyfffy',
  'users.reactivate': 'affyfffy',
  'users.mute': 'affyfffy',
  'users.unmute': 'affyfffy',
  'users.promote': 'affyfffy',
  'users.demote': 'affyfffy',
  'users.endAllSessions': 'affyfffy',
  'users.resetFactor': 'affyfffy',
  'users.setEmail': 'affyfffy',
  'users.person': 'affyfffy',
  'users.rename': 'affyfffy',
  'users.resetLetter': 'affyfffy',
  'users.madeSince': 'affyfffy',
  'users.removeContent': 'affyfffy',
  'audit.list': 'affyfffy',
  'audit.things': 'aff-fff-',
  'audit.csv': 'affyfffy',
  'audit.undo': 'aff-fff-',
  'apiKeys.list': 'affyfffy',
  'apiKeys.create': 'affyfffy',
  'apiKeys.end': 'aff-fff-',
  'invites.list': 'affyfffy',
  'invites.create': 'affyfffy',
  'invites.end': 'aff-fff-',
  'imports.create': 'affyffyy',
  'imports.get': 'aff-ff--',
  'imports.apply': 'aff-ff--',
  'overview.get': 'affyfffy',
  'users.stokt': 'ayyyaaaa',
  'users.linkStokt': 'a---aaaa',
  'users.unlinkStokt': 'ayyyaaaa',
  'stokt.setup': 'ayyyaaaa',
  'stokt.climbs': 'ayyyaaaa',
  'stokt.climb': 'ayyyaaaa',
  'stokt.mine': 'ayyyaaaa',
  'stokt.like': 'ayyyaaaa',
  'stokt.unlike': 'ayyyaaaa',
  'stokt.bookmark': 'ayyyaaaa',
  'stokt.unbookmark': 'ayyyaaaa',
  'stokt.sends': 'ayyyaaaa',
  'stokt.comments': 'ayyyaaaa',
  'stokt.comment': 'ayyyaaaa',
  'stokt.deleteComment': 'ayyyaaaa',
  'stokt.setClimb': 'ayyyaaaa',
  'sources.stokt': 'affyfffy',
  'sources.syncStokt': 'aff-fff-',
  'sources.refreshClimb': '--y---yy',
  'claims.list': 'affyfffy',
  'claims.approve': 'aff-fff-',
  'claims.reject': 'aff-fff-',
  'gyms.list': 'yyyyyyyy',
  'faces.list': 'yyyyyyyy',
  'faces.get': 'yyyyyyyy',
  'faces.setup': 'yyyyyyyy',
  'faces.careCsv': 'yyyyyyyy',
  'faces.export': 'affyffyy',
  'faces.setupByStoktId': 'yyyyyyyy',
  'holds.list': 'yyyyyyyy',
  'holds.get': 'yyyyyyyy',
  'holds.getByStoktId': 'yyyyyyyy',
  'sync.importGym': 'affyffyy',
  'sync.importFace': 'aff-ff--',
  'sync.importUser': 'affyffyy',
  'sync.importHold': 'aff-ff--',
  'sync.importClimb': 'aff-ff--',
  'sync.importUsers': 'affyffyy',
  'sync.importHolds': 'affyffyy',
  'sync.importClimbs': 'affyffyy',
  'sync.stats': 'yyyyyyyy',
  'climbs.list': 'yyyyyyyy',
  'climbs.get': '--y---yy',
  'climbs.getByStoktId': '--------',
  'climbs.create': 'ayyyfyfy',
  'climbs.update': 'afyyfffy',
  'climbs.delete': 'afyyfffy',
  'climbs.restore': 'afyyfffy',
  'climbs.setStoktId': 'afyyfyfy',
  'climbs.publish': 'a---aaaa',
  'climbs.listHidden': 'affyfffy',
  'climbs.hideMany': 'affyfffy',
  'climbs.showMany': 'affyfffy',
  'climbs.correctMany': 'affyfffy',
  'climbs.hide': 'affyfffy',
  'climbs.show': 'affyfffy',
  'comments.list': 'yyyyyyyy',
  'comments.create': 'a-y-aaaa',
  'comments.update': 'afyfaaaa',
  'comments.delete': 'afyyaaaa',
  'comments.restore': 'afyyaaaa',
  'comments.hide': 'affyfffy',
  'comments.show': 'affyfffy',
  'annotations.get': 'yyyyyyyy',
  'annotations.batch': 'yyyyyyyy',
  'annotations.put': 'ayyyaaaa',
  'annotations.renew': 'a---aaaa',
  'annotations.delete': 'a-y-aaaa',
  'climbs.like': 'ayyyaaaa',
  'climbs.unlike': 'a-y-aaaa',
  'climbs.addProject': 'ayyyaaaa',
  'climbs.removeProject': 'a-y-aaaa',
  'ascents.create': 'ayyyaaaa',
  'ascents.list': '--y---yy',
  'ascents.putToday': 'ayyyaaaa',
  'ascents.deleteToday': 'a---aaaa',
  'ascents.update': 'a---aaaa',
  'ascents.delete': 'a---aaaa',
  'ascents.mine': 'ayyyaaaa',
  'lists.mine': 'ayyyaaaa',
  'lists.create': 'ayyyaaaa',
  'lists.get': 'yyyyyyyy',
  'lists.update': 'afyfaaaa',
  'lists.delete': 'afyfaaaa',
  'lists.addClimb': 'afyfaaaa',
  'lists.removeClimb': 'afyfaaaa',
  'lists.order': 'afyfaaaa',
  'push.get': 'ayyyaaaa',
  'push.subscribe': 'ayyyaaaa',
  'push.unsubscribe': 'ayyyaaaa',
  'news.list': 'ayyyaaaa',
  'news.see': 'ayyyaaaa',
  'searches.mine': 'ayyyaaaa',
  'searches.create': 'ayyyaaaa',
  'searches.update': 'a-y-aaaa',
  'searches.delete': 'a-y-aaaa',
  'tasks.create': 'ayyyaaaa',
  'tasks.finish': 'a---aaaa',
  'tasks.reopen': 'a---aaaa',
  'tasks.delete': 'affyaaaa',
  'locks.list': 'affyfffy',
  'locks.put': 'affyfffy',
  'locks.delete': 'affyfff-',
  'locks.putMany': 'affyfffy',
  'locks.removeMany': 'affyfffy',
  'gyms.update': 'aff-fff-',
  'faces.update': 'affyfffy',
  'holds.remove': 'affyfffy',
  'holds.return': 'affyfffy',
  'notices.list': 'yyyyyyyy',
  'notices.listAll': 'affyfffy',
  'notices.create': 'affyfffy',
  'notices.update': 'aff-fff-',
  'notices.delete': 'aff-fff-',
  'reports.create': 'ayyyaaaa',
  'reports.list': 'affyfffy',
  'reports.resolve': 'aff-fff-',
  'notes.clear': 'aff-fff-',
  'marks.remove': 'aff-fff-',
  'annotations.annotators': 'affyfffy',
  'annotations.remove': 'affyfffy',
  'holds.history': 'yyyyyyyy',
  'sheetVersions.list': 'yyyyyyyy',
  'sheetVersions.get': '--------',
  'sheetVersions.restore': 'aff-fff-',
  'sheets.beginAnew': 'affyfffy',
  'feeds.changes': 'a-y-----',
  'feeds.head': 'a-y-----',
  'documents.get': 'a-y-----',
}

let app: TestApp
let faceId: string
beforeAll(async () => {
  app = await startApp()
  faceId = (await prepareFixtures(app)).faceId
})
afterAll(() => app.close())

const callerOf = (who: Who, { owner, stranger, admin }: Fixtures): CallOptions => ({
  guest: {}, user: { token: stranger.token }, owner: { token: owner.token }, admin: { token: admin.token },
  read: { apiKey: KEYS.read }, write: { apiKey: KEYS.write }, import: { apiKey: KEYS.import }, everything: { apiKey: KEYS.admin },
})[who]
const verdictOf = (status: number): string =>
  ({ 401: 'a', 403: 'f', 404: '-' })[status] ?? (status < 500 && status !== 429 ? 'y' : String(status))

test('[RIGHT-4] every command that asks who it is has its line', () => {
  const asking = Object.entries(commands).filter(([, { gate }]) => gate !== 'anyone').map(([name]) => name)
  expect(Object.keys(MATRIX).sort()).toEqual(asking.sort())
})

describe('[RIGHT-4] each command answers each kind of caller', () => {
  test.each(Object.entries(MATRIX) as [CommandName, string][])('%s: %s', async (name, expected) => {
    let answered = ''
    let fixtures: Fixtures | null = null
    for (const who of WHO) {
      // A refused call changed nothing, so the next caller finds the fixtures as it was.
      fixtures ??= await prepareFixtures(app, faceId)
      const body = rows[name].body?.(fixtures)
      const { status } = await app.call(commands[name].method, rows[name].path(fixtures), {
        ...callerOf(who, fixtures),
        ...(body === undefined ? {} : { body }),
      })
      const verdict = verdictOf(status)
      answered += verdict
      if (verdict === 'y') fixtures = null
    }
    expect(answered).toBe(expected)
  })
})
