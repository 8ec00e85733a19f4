import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { guest } from '../../shared/access/actor'
import { userFeed } from '../../shared/feedName'
import type { News } from '../../shared/model/news'
import { forgetNews } from '../../server/jobs/forgetNews'
import { instantOf, msOf } from '../../shared/model/instant'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { followed } from '../support/followed'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

describe.each(['sqlite', 'postgres'] as const)('news on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let made = 0
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
  })
  afterAll(() => app.close())

  const someone = () => app.register(`nouvelle-${++made}`)
  const call = async (by: Account, method: string, path: string, body?: object) => {
    const answer = await app.call(method, `/api/${path}`, { token: by.token, ...body && { body } })
    expect(answer.status).toBeLessThan(300)
    return answer.body as { id: string }
  }
  const newClimb = (by: Account, values: object = {}) =>
    call(by, 'POST', 'climbs', { face_id: faceId, name: `Bloc ${++made}`, holds_list: 'S101 O105 T109', grade_font: '6B', ...values })
  const newsOf = async (by: Account) => (await call(by, 'GET', 'news') as unknown as { results: News[] }).results
  const toldTo = async (by: Account) => (await newsOf(by)).map(({ kind, what, name }) => `${kind} ${what} ${name}`)

  test('[NEWS-1] [NEWS-4] whoever has a climb as project is told what others do with it, once, in their own feed alone', async () => {
    const [setter, ann, bob, admin] = [await someone(), await someone(), await someone(), await app.admin()]
    const { id } = await newClimb(setter, { name: 'Le dahu' })
    for (const by of [ann, setter]) await call(by, 'PUT', `climbs/${id}/project`)
    const [hers, his, theirs] = [
      await followed(await app.socket({ token: ann.token }), userFeed(ann.id)),
      await followed(await app.socket({ token: bob.token }), userFeed(bob.id)),
      await followed(await app.socket({ token: bob.token }), `face:${faceId}`),
    ]
    await call(bob, 'PUT', `climbs/${id}/like`)
    await call(ann, 'PATCH', `climbs/${id}`, { personal_notes: 'presque' })
    expect(await toldTo(ann)).toEqual([])
    await call(setter, 'PATCH', `climbs/${id}`, { grade_font: '6C' })
    await call(setter, 'PATCH', `climbs/${id}`, { name: 'Le chamois' })
    expect(await toldTo(ann)).toEqual(['project changed Le chamois'])
    await call(admin, 'POST', `admin/climbs/${id}/hide`, { reason: 'Double.' })
    expect(await toldTo(ann)).toEqual(['project gone Le chamois'])
    expect(await toldTo(setter)).toEqual(['project gone Le chamois'])
    await call(admin, 'POST', `admin/climbs/${id}/restore`, { reason: 'Finalement non.' })
    expect(await toldTo(ann)).toEqual(['project back Le chamois'])
    await call(setter, 'DELETE', `climbs/${id}`)
    expect(await toldTo(ann)).toEqual(['project gone Le chamois'])
    // Changes that come close together may arrive as one.
    const [latest] = await newsOf(ann)
    await expect.poll(() => hers.flatMap(({ rows }) => rows).findLast(({ kind, op }) => kind === 'news' && op === 'put')?.value).toEqual(latest)
    expect(Object.keys(await feedValues(app, userFeed(ann.id), 'news', ann.token))).toHaveLength(1)
    expect([...his, ...theirs].flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'news')).toEqual([])
  })

  test('[NEWS-1] of a climb that became private its new words are not told, and those of its owner are', async () => {
    const [setter, ann, admin] = [await someone(), await someone(), await app.admin()]
    const { id } = await newClimb(setter, { name: 'Public' })
    await call(ann, 'PUT', `climbs/${id}/project`)
    await call(setter, 'PATCH', `climbs/${id}`, { is_private: true, name: 'Secret' })
    await call(setter, 'PATCH', `climbs/${id}`, { name: 'Encore secret' })
    expect(await toldTo(ann)).toEqual(['project gone Public'])
    const mine = await newClimb(setter)
    await call(setter, 'PUT', `climbs/${mine.id}/project`)
    await call(admin, 'PATCH', 'admin/climbs', { ids: [mine.id], set: { grade_font: '7A' }, reason: 'Dur.' })
    expect((await newsOf(setter)).map(({ what, climb_id }) => [what, climb_id])).toEqual([['changed', mine.id]])
  })

  test('[NEWS-2] whoever asked for work is told that somebody else did it', async () => {
    const [ann, bob] = [await someone(), await someone()]
    const ask = async (by: Account, hold: number) => (await call(by, 'POST', `holds/${hold}/tasks`, { kind: 'brush' })).id
    const [hers, own] = [await ask(ann, 102), await ask(bob, 103)]
    for (const id of [hers, own]) await call(bob, 'POST', `tasks/${id}/done`)
    expect((await newsOf(ann)).map(({ kind, what, hold_id, task }) => [kind, what, hold_id, task])).toEqual([['request', 'done', 102, 'brush']])
    expect(await newsOf(bob)).toEqual([])
  })

  test('[NEWS-3] an answer is told to the writer of the comment, unless they wrote it or no longer read the climb', async () => {
    const [setter, ann, bob] = [await someone(), await someone(), await someone()]
    const climb = await newClimb(setter, { name: 'Bavard' })
    const say = (by: Account, text: string, replied_to_id?: string) =>
      call(by, 'POST', `climbs/${climb.id}/comments`, { text, ...replied_to_id && { replied_to_id } })
    const first = await say(ann, 'Beau bloc')
    const answer = await say(bob, 'Oui', first.id)
    await say(ann, 'Merci', first.id)
    expect(await toldTo(ann)).toEqual(['answer answered Bavard'])
    await call(bob, 'DELETE', `comments/${answer.id}`)
    await call(bob, 'POST', `comments/${answer.id}/restore`)
    expect(await toldTo(ann)).toEqual(['answer answered Bavard'])
    await call(setter, 'PATCH', `climbs/${climb.id}`, { is_private: true })
    await say(setter, 'Entre nous', first.id)
    expect(await toldTo(ann)).toHaveLength(1)
  })

  test('[NEWS-5] [NEWS-6] what was seen stays seen, and all of it goes after 90 days', async () => {
    const [setter, ann] = [await someone(), await someone()]
    const [one, two] = [await newClimb(setter), await newClimb(setter)]
    for (const { id } of [one, two]) await call(ann, 'PUT', `climbs/${id}/project`)
    await call(setter, 'PATCH', `climbs/${one.id}`, { name: 'Premier nom' })
    const [first] = await newsOf(ann)
    await call(setter, 'PATCH', `climbs/${two.id}`, { name: 'Second nom' })
    await call(ann, 'POST', 'news/seen', { until: first?.created_at })
    expect((await newsOf(ann)).map(({ name, seen_at }) => [name, seen_at !== null])).toEqual([['Second nom', false], ['Premier nom', true]])
    await call(setter, 'PATCH', `climbs/${one.id}`, { name: 'Autre nom' })
    expect(await toldTo(ann)).toHaveLength(3)
    const { services } = app
    const later = instantOf(msOf(app.clock.now()) + 91 * 86_400_000)
    const forget = (now: typeof later) => forgetNews.run(services, { now, lastRan: null, stopped: new AbortController().signal })
    await forget(app.clock.now())
    expect(await toldTo(ann)).toHaveLength(3)
    await forget(later)
    expect(await newsOf(ann)).toEqual([])
    expect(await feedValues(app, userFeed(ann.id), 'news', ann.token)).toEqual({})
  })

  test('[NEWS-1] a transaction by nobody tells too', async () => {
    const [setter, ann] = [await someone(), await someone()]
    const { id } = await newClimb(setter)
    await call(ann, 'PUT', `climbs/${id}/project`)
    await app.services.transactions(guest, async ({ stores, touch }) => {
      await stores.climbs.update(id, { feet_rule: null, description: 'Changé ailleurs' })
      touch.climb(id)
    })
    expect((await newsOf(ann)).map(({ what }) => what)).toEqual(['changed'])
  })
})
