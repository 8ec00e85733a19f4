import { expect, test } from 'vitest'
import type { ClimbsChanged } from '../../../shared/contract/climbModeration'
import type { FeedHead } from '../../../shared/contract/feeds'
import { startCluster } from '../../support/cluster'
import { feedValues } from '../../support/feedRows'
import { followed } from '../../support/followed'
import { manyClimbs } from '../../support/manyClimbs'

// No server polls here, so every row that arrives was announced by a call.
const timings = { feedSweepMs: 3_600_000, documentSweepMs: 3_600_000, rightsSweepMs: 3_600_000 }

test('[MOD-10] climbs hidden on one server leave the wall on the other, and come back when it is undone there', async () => {
  const { nodes: [one, other], face, faceId } = await startCluster({ timings })
  const [owner, admin] = [await one.register('lynx'), await one.admin()]
  const ids = await manyClimbs(one, owner, { faceId, name: 'Partout', count: 30 })
  const got = await followed(await other.socket(), face)
  const { body } = await one.call('POST', '/api/admin/climbs/hide', { token: admin.token, body: { ids, reason: 'Mur refait.' } })
  await expect.poll(() => got.flatMap(({ rows }) => rows).filter(({ kind, op }) => kind === 'climb' && op === 'delete').length).toBe(30)
  expect(Object.keys(await feedValues(other, `user:${owner.id}`, 'bin', owner.token))).toHaveLength(30)
  await other.call('POST', `/api/admin/audit/${(body as ClimbsChanged).audit_id}/undo`, { token: admin.token, body: {} })
  await expect.poll(() => got.flatMap(({ rows }) => rows).filter(({ kind, op }) => kind === 'climb' && op === 'put').length).toBe(30)
  const heads = await Promise.all([one, other].map(async node => (await node.call('GET', `/api/feeds/${face}/head`)).body as FeedHead))
  expect(heads[0]).toMatchObject({ n: heads[1]?.n, sum: heads[1]?.sum })
})

test('[MOD-9] [MOD-10] two admins on two servers at once, and one who is demoted on the other, leave all of an act or nothing', async () => {
  const { nodes: [one, other], faceId } = await startCluster()
  const [owner, admin] = [await one.register('lynx'), await one.admin()]
  const ids = await manyClimbs(one, owner, { faceId, name: 'À deux', count: 60 })
  const shown = async () => (await one.services.stores.climbs.rows(ids)).length
  const second = await other.admin()
  const hide = (node: typeof one, { token }: { token: string }, chosen = ids) => node.call('POST', '/api/admin/climbs/hide', { token, body: { ids: chosen } })
  const answers = await Promise.all([hide(one, admin), hide(other, second, [...ids].reverse())])
  expect(answers.map(({ body }) => (body as ClimbsChanged).changed).sort((a, b) => a - b)).toEqual([0, 60])
  for (let turn = 0; turn < 4; turn++) {
    await one.call('POST', '/api/admin/climbs/restore', { token: admin.token, body: { ids } })
    const leaving = await other.admin()
    const [answer] = await Promise.all([
      hide(other, leaving),
      one.call('POST', `/api/admin/users/${leaving.id}/demote`, { token: admin.token, body: {} }),
    ])
    expect([200, 403]).toContain(answer.status)
    expect(await shown()).toBe(answer.status === 200 ? 0 : 60)
  }
})
