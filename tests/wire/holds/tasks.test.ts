import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Task } from '../../../shared/model/task'
import type { Account, TestApp } from '../../support/app'
import { deleteForGood } from '../../support/deleteForGood'
import { feedValues } from '../../support/feedRows'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

describe.each(['sqlite', 'postgres'] as const)('work on the holds, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let ann: Account
  let bob: Account
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    ann = await app.register('lynx')
    bob = await app.register('ourse')
  })
  afterAll(() => app.close())

  const ask = (who: Account, hold: number, body: object) => app.call('POST', `/api/holds/${hold}/tasks`, { token: who.token, body })
  const change = async (who: Account, id: string, verb: 'done' | 'reopen') =>
    app.call('POST', `/api/tasks/${id}/${verb}`, { token: who.token, body: {} })
  const made = async (who: Account, hold: number, body: object) => (await ask(who, hold, body)).body as Task
  const say = (who: Account, hold: number, condition: string) =>
    app.call('PUT', `/api/holds/${hold}/annotations`, { token: who.token, body: { condition } })
  const tasks = () => feedValues(app, `face:${faceId}`, 'task')
  const condition = async (hold: number) => {
    const consensus = (await feedValues(app, `face:${faceId}`, 'consensus'))[hold] as
      { condition: string; condition_votes: number } | undefined
    return consensus ? [consensus.condition, consensus.condition_votes] : null
  }

  test('[CARE-1] who asks again joins the open task, and lends it a note', async () => {
    const first = await ask(ann, 101, { kind: 'brush' })
    expect(first).toMatchObject({
      status: 201,
      body: {
        face_id: faceId,
        hold_id: 101,
        kind: 'brush',
        note: null,
        asked_by_id: ann.id,
        asked_by_name: 'lynx',
        done_at: null,
        done_by_name: null,
      },
    })
    const again = await ask(bob, 101, { kind: 'brush', note: 'magnésie' })
    expect(again).toMatchObject({ status: 200, body: { id: (first.body as Task).id, note: 'magnésie', asked_by_id: ann.id } })
    expect(await ask(bob, 101, { kind: 'tighten' })).toMatchObject({ status: 201 })
    expect(Object.values(await tasks())).toEqual(expect.arrayContaining([again.body]))
    expect(again.headers.get('x-feed-cursor')).toMatch(/^face:/)
  })

  test('[CARE-1] of many who ask at once one is taken', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => ask(n % 2 ? ann : bob, 102, { kind: 'turn' })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => (body as Task).id)).size).toBe(1)
  })

  test('[CARE-2] anybody does the work with one tap, the second finds it done, and it can be taken back', async () => {
    const { id } = await made(ann, 103, { kind: 'replace' })
    const done = await change(bob, id, 'done')
    expect(done).toMatchObject({ status: 200, body: { done_by_id: bob.id, done_by_name: 'ourse' } })
    expect((await change(ann, id, 'done')).body).toEqual(done.body)
    expect((await tasks())[id]).toEqual(done.body)
    expect((await change(ann, id, 'reopen')).body).toMatchObject({ done_at: null, done_by_id: null })
    await change(ann, id, 'done')
    await ask(ann, 103, { kind: 'replace' })
    expect(await change(ann, id, 'reopen')).toMatchObject({ status: 400, body: { code: 'taken' } })
  })

  test('[CARE-2] of many who say at once that it is done, the first did it', async () => {
    const { id } = await made(ann, 108, { kind: 'brush' })
    const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => change(n % 2 ? ann : bob, id, 'done')))
    const [first] = answers
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: first?.body })
    const { body } = await app.call('GET', '/api/holds/108/history')
    expect((body as { results: { detail: { action: string } }[] }).results.map(({ detail }) => detail.action).sort()).toEqual([
      'asked',
      'done',
    ])
    const two = await Promise.all([change(ann, id, 'reopen'), ask(bob, 108, { kind: 'brush' })])
    expect(two.map(({ status }) => status)).not.toContain(500)
    expect(Object.values(await tasks()).filter(task => (task as Task).hold_id === 108 && (task as Task).done_at === null)).toHaveLength(1)
  })

  test('[CARE-2] who asked takes an open task away, others do not, and a done one only an admin', async () => {
    const { id } = await made(ann, 104, { kind: 'brush' })
    const remove = async (who: Account) => (await app.call('DELETE', `/api/tasks/${id}`, { token: who.token })).status
    expect(await remove(bob)).toBe(403)
    await change(bob, id, 'done')
    expect(await remove(ann)).toBe(403)
    await change(bob, id, 'reopen')
    expect([await remove(ann), await remove(ann)]).toEqual([204, 404])
    expect(await tasks()).not.toHaveProperty(id)
    const other = await made(ann, 104, { kind: 'brush', done: true })
    expect((await app.call('DELETE', `/api/tasks/${other.id}`, { token: (await app.admin()).token })).status).toBe(204)
  })

  test('[CARE-3] work clears the votes on the condition cast before it, and taking it back brings them back', async () => {
    await say(ann, 105, 'sale')
    await say(bob, 105, 'sale')
    expect(await condition(105)).toEqual(['sale', 2])
    const { id } = await made(ann, 105, { kind: 'brush', done: true })
    expect(await condition(105)).toBeNull()
    const { body } = await app.call('GET', '/api/holds/105/annotations', { token: ann.token })
    expect(body).toMatchObject({ consensus: { condition: null, total_annotators: 0 }, user_annotation: { condition: 'sale' } })
    await say(bob, 105, 'usee')
    expect(await condition(105)).toEqual(['usee', 1])
    await change(bob, id, 'reopen')
    expect(await condition(105)).toEqual(['usee', 1])
    expect((await app.call('GET', '/api/holds/105/annotations')).body).toMatchObject({ consensus: { condition_votes_cast: 2 } })
  })

  test('[CARE-3] what is said of the form stays when the state is cleared', async () => {
    await app.call('PUT', '/api/holds/106/annotations', { token: ann.token, body: { grip_type: 'bac', condition: 'sale' } })
    await ask(bob, 106, { kind: 'brush', done: true })
    expect((await feedValues(app, `face:${faceId}`, 'consensus'))['106']).toMatchObject({
      grip_type: 'bac',
      condition: null,
      condition_votes_cast: 0,
      total_annotators: 1,
    })
  })

  test('a name that changes, or a person who leaves, is read so in their tasks', async () => {
    const eve = await app.register('belette')
    const { id } = await made(eve, 107, { kind: 'turn' })
    await app.call('PATCH', '/api/users/me', { token: eve.token, body: { full_name: 'Belette Brune' } })
    expect((await tasks())[id]).toMatchObject({ asked_by_name: 'Belette Brune' })
    expect((await app.call('GET', '/api/users/me/export', { token: eve.token })).body).toMatchObject({ tasks: [{ id }] })
    await app.call('DELETE', '/api/users/me', { token: eve.token })
    expect((await tasks())[id]).toMatchObject({ asked_by_name: null })
    await deleteForGood(app, eve.id)
    expect((await tasks())[id]).toMatchObject({ asked_by_id: null, asked_by_name: null })
  })

  test('a hold that is not there has no tasks', async () => {
    expect((await ask(ann, 999, { kind: 'brush' })).status).toBe(404)
    expect(await ask(ann, 101, { kind: 'brush', note: 'x'.repeat(501) })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'note' }] },
    })
  })
})
