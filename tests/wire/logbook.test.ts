import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { faceFeed, userFeed } from '../../shared/feedName'
import type { Ascent, PublicAscent } from '../../shared/model/ascent'
import type { Climb } from '../../shared/model/climb'
import { gradeOpinion } from '../../shared/rules/gradeOpinion'
import { ircraOf } from '../../shared/rules/grades'
import { renewClimbRows } from '../../server/jobs/renewClimbRows'
import { deleteUser } from '../../server/usecases/users/deleteUser'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const DAY_MS = 24 * 3_600_000

describe.each(['sqlite', 'postgres'] as const)('likes, sends and grade opinions on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let setter: Account
  let made = 0
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
    setter = await app.register('ouvreuse')
  })
  afterAll(() => app.close())

  const someone = () => app.register(`grimpeur-${++made}`)
  const newClimb = async (values: object = {}) =>
    ((await app.call('POST', '/api/climbs', {
      token: setter.token, body: { face_id: faceId, name: `Bloc ${++made}`, holds_list: 'S101 O105 T109', grade_font: '6B', ...values },
    })).body as Climb).id
  const read = async (id: string) => (await app.call('GET', `/api/climbs/${id}`)).body as Climb
  const like = (by: Account, id: string, method: 'PUT' | 'DELETE' = 'PUT') => app.call(method, `/api/climbs/${id}/like`, { token: by.token })
  const send = (by: Account, id: string, body: object = {}) => app.call('POST', `/api/climbs/${id}/ascents`, { token: by.token, body })
  const inFace = (kind: 'like' | 'ascent' | 'grade' | 'climb') => feedValues(app, faceFeed(faceId), kind)
  const inOwn = (by: Account, kind: 'like' | 'ascent') => feedValues(app, userFeed(by.id), kind, by.token)

  test('[LIKE-1] [LIKE-2] each person likes a climb once, however often they ask, and two people at the same moment both count', async () => {
    const [id, ann, bob, carl] = [await newClimb(), await someone(), await someone(), await someone()]
    expect((await Promise.all([like(ann, id), like(bob, id), like(carl, id)])).map(({ status }) => status)).toEqual([204, 204, 204])
    await like(ann, id)
    expect(await read(id)).toMatchObject({ total_likes: 3 })
    expect((await inFace('like'))[id]).toEqual({ climb_id: id, count: 3 })
    await like(bob, id, 'DELETE')
    await like(bob, id, 'DELETE')
    expect(await read(id)).toMatchObject({ total_likes: 2 })
    expect(await inOwn(ann, 'like')).toMatchObject({ [id]: { climb_id: id } })
    expect(await inOwn(bob, 'like')).toEqual({})
  })

  test('[SEND-1] [SEND-2] sends are logged, changed and deleted, and one that is sent twice under one id is logged once', async () => {
    const [id, ann, bob] = [await newClimb(), await someone(), await someone()]
    const ascent_id = randomUUID()
    const first = await send(ann, id, { ascent_id, attempts: 4, notes: 'Dur !', grade_font: '6c' })
    expect(first).toMatchObject({ status: 201, body: { id: ascent_id, attempts: 4, is_flash: false, grade_font: '6C', notes: 'Dur !' } })
    expect(await send(ann, id, { ascent_id, attempts: 9 })).toMatchObject({ status: 200, body: { attempts: 4 } })
    expect((await send(bob, id, { ascent_id })).status).toBe(404)
    expect(await send(ann, id, { is_flash: true })).toMatchObject({ status: 201, body: { is_flash: true, attempts: 1 } })
    expect(await read(id)).toMatchObject({ climbed_by: 1 })
    const change = (by: Account, body: object) => app.call('PATCH', `/api/ascents/${ascent_id}`, { token: by.token, body })
    expect(await change(ann, { notes: '', is_flash: true })).toMatchObject({ status: 200, body: { notes: null, is_flash: true, attempts: 1, grade_font: '6C' } })
    expect(await change(ann, { attempts: 2 })).toMatchObject({ body: { is_flash: false, attempts: 2 } })
    expect((await change(bob, { attempts: 1 })).status).toBe(404)
    expect((await app.call('DELETE', `/api/ascents/${ascent_id}`, { token: bob.token })).status).toBe(404)
    expect((await app.call('DELETE', `/api/ascents/${ascent_id}`, { token: ann.token })).status).toBe(204)
    expect((await app.call('GET', '/api/users/me/ascents', { token: ann.token })).body).toMatchObject({ count: 1, results: [{ climb_id: id, is_flash: true }] })
  })

  test('[SEND-2] today’s send that is logged twice at once is one send, and changes of its parts at once are all kept', async () => {
    const [id, ann] = [await newClimb(), await someone()]
    const today = () => app.call('PUT', `/api/climbs/${id}/ascent`, { token: ann.token, body: { attempts: 2 } })
    expect((await Promise.all([today(), today()])).map(({ status }) => status).sort()).toEqual([200, 201])
    const { results: [ascent] } = (await app.call('GET', '/api/users/me/ascents', { token: ann.token })).body as { results: Ascent[] }
    const change = (body: object) => app.call('PATCH', `/api/ascents/${ascent?.id ?? ''}`, { token: ann.token, body })
    const parts = [{ notes: 'Talon' }, { grade_font: '6C' }, { is_hidden: true }, { attempts: 5 }]
    expect((await Promise.all(parts.map(change))).map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect((await app.call('GET', '/api/users/me/ascents', { token: ann.token })).body)
      .toMatchObject({ count: 1, results: [{ notes: 'Talon', grade_font: '6C', is_hidden: true, attempts: 5 }] })
  })

  test('[SEND-2] facts that contradict each other are refused at their field', async () => {
    const [id, ann] = [await newClimb(), await someone()]
    const future = new Date(Date.now() + DAY_MS).toISOString()
    for (const [body, path] of [
      [{ sent_at: future }, 'sent_at'], [{ is_flash: true, attempts: 2 }, 'attempts'], [{ grade_font: '6D' }, 'grade_font'], [{ grade_font: '?' }, 'grade_font'],
      [{ attempts: 0 }, 'attempts'], [{ notes: 'x'.repeat(2001) }, 'notes'], [{ ascent_id: 'mine' }, 'ascent_id'],
    ] as const) expect(await send(ann, id, body)).toMatchObject({ status: 422, body: { errors: [{ path }] } })
    expect(await read(id)).toMatchObject({ climbed_by: 0 })
  })

  test('[SEND-3] [SEND-4] nobody else gets notes, attempts or hidden sends, and a person may hide all of theirs', async () => {
    const [id, ann, bob] = [await newClimb(), await someone(), await someone()]
    const socket = await app.socket({ token: bob.token })
    const frames: string[] = []
    socket.onAny((...frame) => void frames.push(JSON.stringify(frame)))
    await socket.emitWithAck('feed:open', { feed: faceFeed(faceId) })
    const shown = (await send(ann, id, { attempts: 3, notes: 'secret de fabrication', grade_font: '7A' })).body as Ascent
    const hidden = (await send(ann, id, { is_hidden: true, notes: 'secret aussi' })).body as Ascent
    await app.call('PATCH', `/api/climbs/${id}`, { token: ann.token, body: { personal_notes: 'secret perso', personal_rating: 4 } })
    await app.call('PUT', `/api/climbs/${id}/project`, { token: ann.token })
    expect(await socket.emitWithAck('feed:open', { feed: userFeed(ann.id) })).toMatchObject({ ok: false })
    await like(ann, id)
    await expect.poll(() => frames.join('')).toContain('"total_likes":1')
    const all = frames.join('')
    for (const secret of ['secret', 'attempts', 'personal', 'is_project', hidden.id]) expect(all).not.toContain(secret)
    expect(all).toContain(`"value":{"climb_id":"${id}","count":1}`)
    const told: PublicAscent = {
      id: shown.id, climb_id: id, user_id: ann.id, user_name: ann.username, sent_at: shown.sent_at, is_flash: false, grade_font: '7A',
    }
    expect((await inFace('ascent'))[shown.id]).toEqual(told)
    expect((await app.call('GET', `/api/climbs/${id}/ascents`)).body).toEqual({ results: [told], count: 1, page: 1, page_size: 50 })
    expect(Object.keys(await inOwn(ann, 'ascent')).sort()).toEqual([shown.id, hidden.id].sort())
    await app.call('PATCH', '/api/users/me', { token: ann.token, body: { hides_ascents: true } })
    expect((await inFace('ascent'))[shown.id]).toBeUndefined()
    expect((await app.call('GET', `/api/climbs/${id}/ascents`)).body).toMatchObject({ results: [], count: 0 })
    expect(await read(id)).toMatchObject({ climbed_by: 1 })
    await app.call('PATCH', '/api/users/me', { token: ann.token, body: { hides_ascents: false, full_name: 'Anne' } })
    expect((await inFace('ascent'))[shown.id]).toEqual({ ...told, user_name: 'Anne' })
    socket.disconnect()
  })

  test('[LIKE-4] [SEND-4] a climb that others no longer see takes likes, sends and its grade along, and brings them back', async () => {
    const [id, ann] = [await newClimb(), await someone()]
    await like(ann, id)
    const { id: ascent } = (await send(ann, id, { grade_font: '7A' })).body as Ascent
    const there = async () => [(await inFace('like'))[id], (await inFace('ascent'))[ascent], (await inFace('grade'))[id]].map(value => value !== undefined)
    expect(await there()).toEqual([true, true, true])
    await app.call('DELETE', `/api/climbs/${id}`, { token: setter.token })
    expect(await there()).toEqual([false, false, false])
    expect(Object.keys(await inOwn(ann, 'ascent'))).toEqual([ascent])
    await app.call('POST', `/api/climbs/${id}/restore`, { token: setter.token, body: {} })
    expect(await there()).toEqual([true, true, true])
    await app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body: { is_private: true } })
    expect(await there()).toEqual([false, false, false])
    expect((await like(await someone(), id)).status).toBe(404)
    expect((await send(ann, id)).status).toBe(404)
    expect((await app.call('GET', `/api/climbs/${id}/ascents`, { token: ann.token })).status).toBe(404)
  })

  test('[OPINION-1] [OPINION-3] the grade follows the opinions, a person’s newest one alone, and the setter’s', async () => {
    const [id, ann, bob] = [await newClimb(), await someone(), await someone()]
    expect(await read(id)).toMatchObject({ shown_grade_font: '6B', shown_grade_ircra: 17.5, grade_opinions: 0 })
    await send(ann, id, { grade_font: '5', sent_at: '2026-01-01T00:00:00Z' })
    await send(ann, id, { grade_font: '6C', sent_at: '2026-01-02T00:00:00Z' })
    await send(ann, id, { sent_at: '2026-01-03T00:00:00Z' })
    const { id: ofBob } = (await send(bob, id, { grade_font: '6C' })).body as Ascent
    expect(await read(id)).toMatchObject({ grade_font: '6B', shown_grade_font: '6B+', shown_grade_ircra: 18, grade_opinions: 2 })
    expect((await inFace('grade'))[id]).toEqual({ climb_id: id, grade_font: '6B+', grade_ircra: 18, opinions: 2, by_grade: { '6C': 2 }, feel: null })
    const found = async (grade: string) => ((await app.call('GET', `/api/climbs?grade_min=${encodeURIComponent(grade)}&grade_max=${encodeURIComponent(grade)}&page_size=500`))
      .body as { results: Climb[] }).results.map(climb => climb.id)
    expect(await found('6B+')).toContain(id)
    expect(await found('6B')).not.toContain(id)
    await app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body: { grade_font: '7A' } })
    expect(await read(id)).toMatchObject({ grade_font: '7A', shown_grade_font: '6C+', grade_opinions: 2 })
    await app.call('DELETE', `/api/ascents/${ofBob}`, { token: bob.token })
    await app.call('PATCH', '/api/admin/climbs', { token: (await app.admin()).token, body: { ids: [id], set: { grade_font: '6A' }, reason: 'Coté trop dur.' } })
    expect(await read(id)).toMatchObject({ grade_font: '6A', shown_grade_font: '6A+', grade_opinions: 1 })
  })

  test('[OPINION-1] [OPINION-3] the grade is that of a recomputation, in whatever order opinions come, change and go', async () => {
    const people = [await someone(), await someone(), await someone(), await someone()]
    interface Said { by: number; day: number; grade_font: string | null }
    const aSend: fc.Arbitrary<Said> = fc.record({
      by: fc.nat(3), day: fc.integer({ min: 1, max: 28 }), grade_font: fc.option(fc.constantFrom('5', '6A+', '6C', '7A', '7B+')),
    })
    const some = fc.uniqueArray(aSend, { minLength: 4, maxLength: 7, selector: ({ by, day }) => `${by} ${day}` })
    const told = async (setterGrade: string, sends: readonly Said[], gone: Said) => {
      const id = await newClimb({ grade_font: '6A' })
      const sent = async ({ by, day, grade_font }: Said): Promise<string> =>
        ((await send(people[by] ?? setter, id, { grade_font, sent_at: `2026-01-${String(day).padStart(2, '0')}T12:00:00Z` })).body as Ascent).id
      const ids = new Map<Said, string>()
      for (const one of sends) ids.set(one, await sent(one))
      await app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body: { grade_font: setterGrade } })
      await app.call('DELETE', `/api/ascents/${ids.get(gone) ?? ''}`, { token: people[gone.by]?.token ?? '' })
      const { climb_id: _, ...grade } = (await inFace('grade'))[id] as { climb_id: string } | undefined ?? { climb_id: id }
      const { shown_grade_font, grade_opinions } = await read(id)
      return { grade, shown_grade_font, grade_opinions }
    }
    for (const [sends, setterGrade] of fc.sample(fc.tuple(some, fc.constantFrom('6A', '6B', '7A')), { numRuns: 4, seed: 13 })) {
      const [gone = { by: 0, day: 1, grade_font: null }, ...stay] = sends
      const newest = [...stay].sort((a, b) => b.day - a.day)
      const opinionOf = (person: number) => newest.find(({ by, grade_font }) => by === person && grade_font !== null)?.grade_font
      const byPerson = [0, 1, 2, 3].flatMap(person => opinionOf(person) ?? [])
      const counts = Object.fromEntries([...new Set(byPerson)].map(font => [font, byPerson.filter(one => one === font).length]))
      const plain = gradeOpinion(ircraOf(setterGrade), counts)
      const expected = { grade: plain ?? {}, shown_grade_font: plain?.grade_font ?? setterGrade, grade_opinions: byPerson.length }
      for (const order of [sends, [...sends].reverse(), [...newest, gone]]) expect(await told(setterGrade, order, gone)).toEqual(expected)
    }
  })

  test('[SEND-1] [LIKE-1] two devices of one person that logged without a network merge, also where an answer was lost', async () => {
    const [ann, both, mine, yours] = [await someone(), await newClimb(), await newClimb(), await newClimb()]
    const logs = (climbs: readonly string[], notes: string) => climbs.map(id => ({
      method: 'POST', path: `/api/climbs/${id}/ascents`, body: { ascent_id: randomUUID(), notes, sent_at: '2026-02-01T10:00:00Z' },
    }))
    const likes = (id: string, ...methods: string[]) => methods.map(method => ({ method, path: `/api/climbs/${id}/like` }))
    const devices = [[...logs([both, mine], 'téléphone'), ...likes(mine, 'PUT')], [...likes(mine, 'PUT'), ...logs([yours, both], 'tablette'), ...likes(yours, 'PUT', 'DELETE')]]
    // A device sends its queue in order, and what got no answer again under the same key.
    await Promise.all(devices.map(async (queue) => {
      for (const { method, path, ...rest } of queue) {
        const call = { token: ann.token, headers: { 'idempotency-key': randomUUID() }, ...rest }
        const [first, again] = [await app.call(method, path, call), await app.call(method, path, call)]
        expect([first.status < 300, again.status]).toEqual([true, first.status])
      }
    }))
    const told = Object.values(await inOwn(ann, 'ascent')) as Ascent[]
    expect(told.map(({ climb_id, notes }) => [climb_id, notes].join(' ')).sort()).toEqual(
      [[both, 'téléphone'], [both, 'tablette'], [mine, 'téléphone'], [yours, 'tablette']].map(one => one.join(' ')).sort())
    expect(Object.keys(await inOwn(ann, 'like'))).toEqual([mine])
    const counted = async (id: string) => { const { climbed_by, total_likes } = await read(id); return [climbed_by, total_likes] }
    expect([await counted(both), await counted(mine), await counted(yours)]).toEqual([[1, 0], [1, 1], [1, 0]])
  })

  test('[LIKE-5] an account that leaves takes its likes and sends along, and climbs are counted and graded anew', async () => {
    const [id, ann, bob] = [await newClimb(), await someone(), await someone()]
    for (const by of [ann, bob]) {
      await like(by, id)
      await send(by, id, { grade_font: '7A' })
    }
    const data = (await app.call('GET', '/api/users/me/export', { token: ann.token })).body as { likes: unknown[]; ascents: unknown[] }
    expect([data.likes, data.ascents]).toMatchObject([[{ climb_id: id }], [{ climb_id: id, grade_font: '7A' }]])
    await app.call('DELETE', '/api/users/me', { token: ann.token })
    expect(Object.values(await inFace('ascent')).filter(value => (value as PublicAscent).climb_id === id)).toMatchObject([{ user_id: bob.id }])
    app.clock.advance(8 * DAY_MS)
    try {
      await app.services.transactions({ kind: 'guest' }, async (context) => {
        const user = await context.stores.users.byId(ann.id)
        if (user) await deleteUser(context, user)
      })
      expect(await read(id)).toMatchObject({ total_likes: 1, climbed_by: 1, grade_opinions: 1 })
    } finally {
      app.clock.advance(-8 * DAY_MS)
    }
  })

  test('[SEND-5] a program that knows one send a day writes, changes and deletes it', async () => {
    const [id, ann] = [await newClimb(), await someone()]
    const today = (method: 'PUT' | 'DELETE', body?: object) => app.call(method, `/api/climbs/${id}/ascent`, { token: ann.token, ...body && { body } })
    expect(await today('PUT', { attempts: 3 })).toMatchObject({ status: 201, body: { attempts: 3 } })
    expect(await today('PUT', { notes: 'Mieux' })).toMatchObject({ status: 200, body: { attempts: 3, notes: 'Mieux' } })
    expect((await today('PUT', { sent_at: '2026-01-05T10:00:00Z' })).status).toBe(201)
    expect(await app.call('GET', '/api/users/me/ascents', { token: ann.token })).toMatchObject({ body: { count: 2 } })
    expect([(await today('DELETE')).status, (await today('DELETE')).status, (await today('DELETE')).status]).toEqual([204, 204, 404])
  })

  test('[LIKE-3] a project is marked in one call, and stands among one’s own remarks', async () => {
    const [id, ann] = [await newClimb(), await someone()]
    const mark = (method: 'PUT' | 'DELETE') => app.call(method, `/api/climbs/${id}/project`, { token: ann.token })
    const mine = async () => (await app.call('GET', '/api/climbs?mine=project', { token: ann.token })).body
    expect((await mark('PUT')).status).toBe(204)
    expect(await mine()).toMatchObject({ count: 1, results: [{ id, is_project: true }] })
    expect((await mark('DELETE')).status).toBe(204)
    expect(await mine()).toMatchObject({ count: 0 })
  })

  test('[FEED-9] a climb’s row that an older version wrote is put again', async () => {
    const id = await newClimb()
    const before = (await inFace('climb'))[id] as Record<string, unknown>
    const { shown_grade_font: _, ...old } = before
    await app.services.db.transaction(async (tx) => {
      await tx.update(tx.t.feedRows).set({ body: JSON.stringify(old) }).where(and(eq(tx.t.feedRows.kind, 'climb'), eq(tx.t.feedRows.entity_id, id)))
    })
    await renewClimbRows.run(app.services, { now: app.services.clock(), lastRan: null, stopped: new AbortController().signal })
    expect((await inFace('climb'))[id]).toEqual(before)
  })
})
