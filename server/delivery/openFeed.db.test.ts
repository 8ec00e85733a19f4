import { faceFeed, GLOBAL_FEED, userFeed } from '../../shared/feedName'
import { describe, expect, test, vi } from 'vitest'
import { guest, type Actor } from '../../shared/access/actor'
import { instant, instantOf, msOf } from '../../shared/model/instant'
import { DIALECTS, wallDatabase, type Dialect } from '../../tests/support/databases'
import { createAccount } from '../usecases/accounts/createAccount'
import { createOpenFeed } from './openFeed'

const NOW = instantOf(msOf(instant('2024-06-01T12:00:00.000000Z')))

async function ground(dialect: Dialect) {
  const { db, write, stores, faceId } = await wallDatabase(dialect, () => NOW)
  const account = async (name: string): Promise<{ actor: Actor; sessionId: null }> => {
    const id = await write(context =>
      createAccount(context, { email: `${name}@example.org`, username: name, full_name: name, password_hash: 'x', role: 'user' }),
    )
    return { actor: { kind: 'user', id, role: 'user', name }, sessionId: null }
  }
  const snapshot = vi.spyOn(db, 'snapshot')
  return {
    stores,
    faceId,
    account,
    snapshot,
    open: createOpenFeed({ db, config: { publicRead: false, adminFactor: 'off' }, clock: () => NOW }),
  }
}

describe.each(DIALECTS)('feeds opened by many at once on %s', (dialect) => {
  test('[FEED-2] are read in one snapshot, and each page once', async () => {
    const { open, account, faceId, snapshot } = await ground(dialect)
    const [anna, bob] = [await account('anna'), await account('bob')]
    const feed = faceFeed(faceId)
    const [whole, same, none] = await Promise.all([
      open({ feed, since: undefined, who: anna }),
      open({ feed, since: undefined, who: bob }),
      open({ feed: GLOBAL_FEED, since: undefined, who: bob }),
    ])
    expect(snapshot).toHaveBeenCalledOnce()
    expect(whole).toMatchObject({ ok: true, feed, mode: 'snapshot' })
    expect(same).toBe(whole)
    expect(none).toMatchObject({ feed: 'global' })
  })

  test('[RIGHT-5] are told to those who may read them, whoever asks in the same turn', async () => {
    const { open, account, stores, faceId } = await ground(dialect)
    const [anna, bob] = [await account('anna'), await account('bob')]
    const idOf = ({ actor }: { actor: Actor }) => (actor.kind === 'user' ? actor.id : '')
    await stores.users.update(idOf(bob), { is_active: false })
    const asked = [
      { feed: faceFeed(faceId), who: anna },
      { feed: faceFeed(faceId), who: bob },
      { feed: faceFeed(faceId), who: { actor: guest, sessionId: null } },
      { feed: userFeed(idOf(anna)), who: anna },
      { feed: userFeed(idOf(anna)), who: bob },
      { feed: userFeed(idOf(bob)), who: anna },
    ]
    const answers = await Promise.allSettled(asked.map(one => open({ ...one, since: undefined })))
    expect(answers.map(answer => (answer.status === 'fulfilled' ? answer.value.feed : (answer.reason as { code: string }).code)))
      .toEqual([faceFeed(faceId), 'not_found', 'unauthenticated', userFeed(idOf(anna)), 'not_found', 'not_found'])
  })
})
