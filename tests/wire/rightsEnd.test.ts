import { afterAll, beforeAll, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import type { FeedChange } from '../../shared/contract/feeds'
import { instantOf } from '../../shared/model/instant'
import { ADMIN_FEED } from '../../shared/feedName'
import { startApp, type Account, type TestApp, type TestSocket } from '../support/app'
import { importTestWall } from '../support/wall'

let app: TestApp
let setterId: string
beforeAll(async () => {
  app = await startApp()
  await importTestWall(app.services)
  setterId = (await app.services.stores.imports.setters(['stokt-setter-a'], []))[0]?.id ?? ''
})
afterAll(() => app.close())

const follow = async (socket: TestSocket): Promise<FeedChange[]> => {
  const told: FeedChange[] = []
  socket.on('feed:change', change => void told.push(change))
  expect(await socket.emitWithAck('feed:open', { feed: ADMIN_FEED })).toMatchObject({ ok: true })
  return told
}
/** As another process does it: nobody here is called. */
const demoteElsewhere = ({ id }: Account) =>
  app.services.transactions(guest, ({ stores }) => stores.users.update(id, { role: 'user', updated_at: instantOf(Date.now()) }))
const claim = async (username: string) => {
  const { token } = await app.register(username)
  expect((await app.call('POST', `/api/users/${setterId}/claim`, { token, body: {} })).status).toBe(201)
}

test('[RIGHT-5] what is committed after a right ended is not told to who lost it, even before their connection hears', async () => {
  const [stays, goes] = [await app.admin(), await app.admin()]
  const [one, other] = [await app.socket({ token: stays.token }), await app.socket({ token: goes.token })]
  const [heard, overheard] = [await follow(one), await follow(other)]
  await claim('premiere')
  await expect.poll(() => [heard.length, overheard.length]).toEqual([1, 1])
  await demoteElsewhere(goes)
  // At once: the server looks at everybody's rights every two seconds.
  await claim('seconde')
  await expect.poll(() => heard.length).toBe(2)
  expect(await other.emitWithAck('feed:more', { feed: ADMIN_FEED, since: overheard[0]?.cursor ?? '' })).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  })
  expect(overheard).toHaveLength(1)
})
