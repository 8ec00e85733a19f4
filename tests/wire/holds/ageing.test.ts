import { faceFeed, userFeed } from '../../../shared/feedName'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../../server/app'
import type { Account, TestApp } from '../../support/app'
import { feedValues } from '../../support/feedRows'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

const DAY = 86_400_000

describe.each(['sqlite', 'postgres'] as const)('votes on the condition grow old, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let ann: Account
  let bob: Account
  beforeEach(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    ann = await app.register('lynx')
    bob = await app.register('ourse')
  })
  afterEach(() => app.close())

  const say = (who: Account, hold: number, body: object) => app.call('PUT', `/api/holds/${hold}/annotations`, { token: who.token, body })
  const renew = (who: Account, hold: number) =>
    app.call('POST', `/api/holds/${hold}/annotations/renew`, { token: who.token, body: { part: 'condition' } })
  const consensus = async (hold: number) =>
    (await feedValues(app, faceFeed(faceId), 'consensus'))[hold] as Record<string, unknown> | undefined
  const rev = async () => (await app.services.stores.feeds.heads([faceFeed(faceId)]))[0]?.rev

  test('[CARE-4] after 60 days, once the job ran, they no longer count, and nothing else changes', async () => {
    for (const who of [ann, bob]) await say(who, 101, { condition: 'sale', grip_type: 'bac' })
    app.clock.advance(30 * DAY)
    await say(bob, 102, { condition: 'sale' })
    await app.runJobs()
    expect(await consensus(101)).toMatchObject({ condition: 'sale', condition_official: true })
    app.clock.advance(31 * DAY)
    await app.runJobs()
    expect(await consensus(101)).toMatchObject({ condition: null, condition_votes_cast: 0, grip_type: 'bac', total_annotators: 2 })
    expect(await consensus(102)).toMatchObject({ condition: 'sale' })
    expect((await app.call('GET', '/api/holds/101/annotations', { token: ann.token })).body).toMatchObject({
      user_annotation: { condition: 'sale' },
      consensus: { condition: null },
    })
    const before = await rev()
    app.clock.advance(DAY)
    await app.runJobs()
    expect(await rev()).toBe(before)
  })

  test('[CARE-4] work done that long ago leaves the feed, and clears no vote of another time', async () => {
    const { body } = await app.call('POST', '/api/holds/101/tasks', { token: ann.token, body: { kind: 'brush', done: true } })
    app.clock.advance(59 * DAY)
    await say(bob, 101, { condition: 'sale' })
    await app.runJobs()
    expect(Object.keys(await feedValues(app, faceFeed(faceId), 'task'))).toEqual([(body as { id: string }).id])
    app.clock.advance(2 * DAY)
    await app.runJobs()
    expect(await feedValues(app, faceFeed(faceId), 'task')).toEqual({})
    expect(await consensus(101)).toMatchObject({ condition: 'sale' })
  })

  test('[CARE-5] "still so" makes one\'s own vote new; sending it again does not', async () => {
    await say(ann, 101, { condition: 'sale' })
    await say(bob, 101, { condition: 'sale' })
    app.clock.advance(50 * DAY)
    await say(ann, 101, { condition: 'sale', notes: 'toujours' })
    const renewed = await renew(bob, 101)
    expect(renewed).toMatchObject({ status: 200, body: { condition: 'sale' } })
    expect(renewed.headers.get('x-feed-cursor')).toContain(`user:${bob.id}=`)
    app.clock.advance(20 * DAY)
    await app.runJobs()
    expect(await consensus(101)).toMatchObject({ condition: 'sale', condition_votes: 1 })
    expect(await renew(ann, 101)).toMatchObject({ status: 200 })
    expect(await consensus(101)).toMatchObject({ condition_votes: 2, condition_official: true })
    const vote = (await feedValues(app, userFeed(ann.id), 'vote', ann.token))['101'] as { condition_at: string }
    expect(vote.condition_at > app.services.clock().slice(0, 10)).toBe(true)
  })

  test('[CARE-5] who said nothing, or took it back, renews nothing', async () => {
    await say(ann, 101, { condition: 'sale', grip_type: 'bac' })
    await say(ann, 101, { condition: null })
    expect([(await renew(ann, 101)).status, (await renew(bob, 101)).status, (await renew(bob, 999)).status]).toEqual([404, 404, 404])
    await say(ann, 101, { condition: 'sale' })
    await app.call('PUT', '/api/admin/locks/hold/101', { token: (await app.admin()).token, body: {} })
    expect(await renew(ann, 101)).toMatchObject({ status: 403, body: { code: 'locked' } })
  })

  test('[JOB-1] of several nodes one runs a job that is due, and one that failed is due again', async () => {
    const { config, log, clock } = app.services
    const other = createApp({ config, db: app.db, log, clock, version: '0.0.0-test', clientFolder: app.dataDir })
    await other.listen()
    const runs = vi.spyOn(app.services.stores.annotations, 'holdsWithConditionVotes')
    const otherRuns = vi.spyOn(other.services.stores.annotations, 'holdsWithConditionVotes')
    const ran = () => runs.mock.calls.length + otherRuns.mock.calls.length
    await Promise.all([app.runJobs(), other.jobs.tick(), app.runJobs()])
    expect(ran()).toBe(1)
    await Promise.all([app.runJobs(), other.jobs.tick()])
    expect(ran()).toBe(1)
    app.clock.advance(DAY)
    for (const spy of [runs, otherRuns]) spy.mockRejectedValueOnce(new Error('a defect'))
    await app.runJobs()
    await other.jobs.tick()
    await app.runJobs()
    expect(ran()).toBe(4)
    await other.close()
  })
})
