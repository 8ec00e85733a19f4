import { userFeed } from '../../shared/feedName'
import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { startSession } from '../usecases/accounts/session'

describe.each(DIALECTS)('what is asked of many at once, on %s', (dialect) => {
  test('is answered as when each is asked alone', async () => {
    const { stores, write, person } = await wallDatabase(dialect)
    const people: { id: string; sessionId: string }[] = []
    for (let n = 0; n < 15; n++) {
      const id = await person(`loutre-d'eau-"${n}"`)
      people.push({ id, ...await write(context => startSession(context, { id, role: 'user' }, { label: '', address: null })) })
    }
    const [some] = people
    await write(({ stores: { sessions }, now }) => sessions.end({ userId: some?.id ?? '' }, 'deactivated', now))
    const [ids, sessionIds] = [[...people.map(({ id }) => id), "nobody's"], [...people.map(({ sessionId }) => sessionId), '"none"']]
    const alone = await Promise.all(ids.map(stores.users.byId))
    expect((await stores.users.byIds(ids)).map(({ id }) => id).sort()).toEqual(alone.flatMap(user => user?.id ?? []).sort())
    const states = await stores.sessions.states(sessionIds)
    expect(states).toEqual(
      new Map(
        await Promise.all(
          people.map(async ({ sessionId }) => [sessionId, (await stores.sessions.states([sessionId])).get(sessionId)] as const),
        ),
      ),
    )
    expect([...states.values()].flatMap(({ id, end_reason }) => (end_reason === null ? [] : [{ id, end_reason }]))).toEqual([
      { id: some?.sessionId, end_reason: 'deactivated' },
    ])
    expect((await stores.feeds.heads(ids.map(id => userFeed(id)))).map(({ name }) => name).sort())
      .toEqual((await Promise.all(ids.map(id => stores.feeds.heads([userFeed(id)])))).flat().map(({ name }) => name).sort())
  })
})
