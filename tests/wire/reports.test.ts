import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import type { OwnReport, Report } from '../../shared/model/report'
import { KEYS, type Account, type TestApp, type TestSocket } from '../support/app'
import { startCluster } from '../support/cluster'
import { deleteForGood } from '../support/deleteForGood'
import { feedValues } from '../support/feedRows'
import { followed } from '../support/followed'
import { createOpener } from '../support/liveDocument'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const DAY_MS = 24 * 3600 * 1000
const CLIMB = { name: 'Ligne claire', holds_list: 'S101 O105 T109' }
let people = 0

describe.each(['sqlite', 'postgres'] as const)('reports on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let admin: Account
  let climbId: string
  let setter: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    admin = await app.admin()
    setter = await app.register('ouvreuse')
    climbId = await climb()
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const person = () => app.register(`rapporteur-${++people}`)
  const climb = async (values: object = {}) =>
    ((await app.call('POST', '/api/climbs', { token: setter.token, body: { face_id: faceId, ...CLIMB, ...values } })).body as { id: string }).id
  const say = ({ token }: Account, kind: string, id: string, reason = 'Nom insultant') =>
    app.call('POST', '/api/reports', { token, body: { kind, id, reason } })
  const resolve = (id: string, body: object, { token } = admin) => app.call('POST', `/api/admin/reports/${id}/resolve`, { token, body })
  const waiting = async () => await feedValues(app, 'admin', 'report', admin.token) as Record<string, Report>
  const own = async ({ id, token }: Account) => await feedValues(app, `user:${id}`, 'report', token) as Record<string, OwnReport>
  const idOf = ({ body }: { body: unknown }) => (body as { id: string }).id
  const undo = (id: string) => app.call('POST', `/api/admin/audit/${id}/undo`, { token: admin.token, body: {} })
  async function sheet(who: Account) {
    const document = await open(`sheet/${faceId}`, { token: who.token })
    await expect.poll(document.synced).toBe(true)
    return document
  }

  test('[REPORT-1] a report is told to admins with what was seen, and a second person joins it', async () => {
    const [ann, bob] = [await person(), await person()]
    const made = await say(ann, 'climb', climbId)
    expect(made).toMatchObject({ status: 201, body: { kind: 'climb', target_id: climbId, state: 'open', name: 'Ligne claire', reason: 'Nom insultant' } })
    const joined = await say(bob, 'climb', climbId, 'Prise manquante')
    expect(joined).toMatchObject({ status: 200, body: { id: idOf(made), reason: 'Prise manquante' } })
    expect(await say(bob, 'climb', climbId, 'Il manque la D9')).toMatchObject({ status: 200, body: { id: idOf(made), reason: 'Il manque la D9' } })
    await app.call('PATCH', `/api/climbs/${climbId}`, { token: setter.token, body: { name: 'Autre nom' } })
    expect((await waiting())[idOf(made)]).toMatchObject({
      voices_count: 2,
      face_id: faceId,
      seen: { name: 'Ligne claire', author_id: setter.id, holds_list: CLIMB.holds_list },
      author_name: setter.username,
      voices: [
        { user_id: ann.id, user_name: ann.username, reason: 'Nom insultant' },
        { user_id: bob.id, user_name: bob.username, reason: 'Il manque la D9' },
      ],
    })
    const listed = await app.call('GET', '/api/admin/reports', { token: admin.token })
    expect(listed).toMatchObject({ status: 200, body: { count: 1, results: [{ id: idOf(made) }] } })
    await resolve(idOf(made), { outcome: 'dismissed' })
  })

  test('[REPORT-1] of people who report the same at the same moment one opens the report, and all others join it', async () => {
    const id = await climb()
    const all = await Promise.all([1, 2, 3, 4].map(person))
    const answers = await Promise.all(all.map(one => say(one, 'climb', id)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
    expect(new Set(answers.map(idOf)).size).toBe(1)
    expect((await waiting())[answers.map(idOf)[0] ?? '']).toMatchObject({ voices_count: 4 })
  })

  test('[REPORT-1] a repeated request with the same key gets the first answer, also when it had joined', async () => {
    const [ann, bob, id] = [await person(), await person(), await climb()]
    const ask = ({ token }: Account) =>
      app.call('POST', '/api/reports', { token, headers: { 'idempotency-key': 'once' }, body: { kind: 'climb', id, reason: 'Doublon' } })
    const [first, joined] = [await ask(ann), await ask(bob)]
    expect([first.status, joined.status]).toEqual([201, 200])
    expect([await ask(ann), await ask(bob)].map(({ status, body }) => ({ status, body }))).toEqual(
      [first, joined].map(({ status, body }) => ({ status, body })),
    )
  })

  test('[REPORT-2] what one may not see, what is private, what says nothing and oneself cannot be reported', async () => {
    const ann = await person()
    const hidden = await climb({ is_private: true })
    const refused = [
      [await say(ann, 'climb', hidden), 404],
      [await say(setter, 'climb', hidden), 404],
      [await say(ann, 'climb', 'none'), 404],
      [await say(ann, 'annotation', '110'), 404],
      [await say(ann, 'annotation', 'bac'), 404],
      [await say(ann, 'note', '110'), 404],
      [await say(ann, 'note', '999'), 404],
      [await say(ann, 'mark', `${faceId}/none`), 404],
      [await say(ann, 'mark', 'none/m1'), 404],
      [await say(ann, 'user', 'none'), 404],
      [await say(ann, 'user', ann.id), 403],
      [await say(ann, 'gym', 'x'), 422],
      [await say(ann, 'climb', climbId, '   '), 422],
    ] as const
    expect(refused.map(([{ status }]) => status)).toEqual(refused.map(([, status]) => status))
    expect(await own(ann)).toEqual({})
  })

  test('[REPORT-2] the votes on a hold, its note, a mark and a person are kept as they read', async () => {
    const [ann, bob] = [await person(), await person()]
    await app.call('PUT', '/api/holds/104/annotations', { token: bob.token, body: { grip_type: 'bac', notes: 'secret' } })
    const mine = await sheet(bob)
    mine.doc.getText(noteRoot(104)).insert(0, 'Texte méchant')
    const mark = { kind: 'pin', points: [[10, 20]], colour: '#ff0000', text: 'Idiot', by: bob.id }
    mine.doc.getMap(SHEET_MARKS).set('m1', mark)
    await expect.poll(mine.isSaved).toBe(true)
    const made = [
      await say(ann, 'annotation', '104'), await say(ann, 'note', '104'), await say(ann, 'mark', `${faceId}/m1`), await say(ann, 'user', bob.id),
    ]
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    const reports = await waiting()
    expect(made.map(one => reports[idOf(one)]?.seen)).toMatchObject([
      { grip_type: 'bac', total_annotators: 1 },
      { text: 'Texte méchant' },
      { text: 'Idiot', author_id: bob.id, mark_kind: 'pin', points: [[10, 20]] },
      { name: bob.username },
    ])
    expect(JSON.stringify(reports)).not.toContain('secret')
    expect(Object.values(await own(ann)).map(({ kind }) => kind).sort()).toEqual(['annotation', 'mark', 'note', 'user'])
  })

  test('[REPORT-3] a muted person may report, and nobody reports without end', async () => {
    const ann = await person()
    await app.call('POST', `/api/admin/users/${ann.id}/mute`, { token: admin.token, body: {} })
    expect((await say(ann, 'climb', await climb())).status).toBe(201)
    const ids = await Promise.all(Array.from({ length: 20 }, () => climb()))
    const statuses: number[] = []
    for (const id of ids) statuses.push((await say(ann, 'climb', id)).status)
    expect(statuses).toEqual([...Array.from({ length: 19 }, () => 201), 429])
  })

  test('[REPORT-6] the reporters read the outcome and the answer, and of two admins who resolve it one does', async () => {
    const [ann, bob, id] = [await person(), await person(), await climb()]
    const report = idOf(await say(ann, 'climb', id))
    await say(bob, 'climb', id, 'Trop dur')
    const other = await app.admin()
    const answers = await Promise.all([
      resolve(report, { outcome: 'acted', answer: 'Merci, c’est corrigé.' }), resolve(report, { outcome: 'acted', answer: 'Merci, c’est corrigé.' }, other),
    ])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'already_resolved' })
    expect((await own(ann))[report]).toEqual({
      id: report, kind: 'climb', target_id: id, face_id: faceId, state: 'resolved', outcome: 'acted', answer: 'Merci, c’est corrigé.',
      resolved_at: expect.any(String) as string, name: 'Ligne claire', reason: 'Nom insultant', created_at: expect.any(String) as string,
    })
    expect((await own(bob))[report]).toMatchObject({ state: 'resolved', reason: 'Trop dur' })
    expect(await waiting()).not.toHaveProperty(report)
    expect(await app.call('GET', '/api/admin/reports?state=resolved&page_size=1', { token: admin.token })).toMatchObject({
      body: { results: [{ id: report, outcome: 'acted', voices_count: 2 }], page_size: 1 },
    })
    expect((await say(ann, 'climb', id, 'Encore')).status).toBe(201)
  })

  test('[REPORT-6] a resolved report is open again once the admin undoes it, unless the thing was reported anew', async () => {
    const [ann, id] = [await person(), await climb()]
    const report = idOf(await say(ann, 'climb', id))
    const first = (await resolve(report, { outcome: 'dismissed', answer: 'Non.' })).body as { audit_id: string }
    expect((await undo(first.audit_id)).status).toBe(200)
    expect((await waiting())[report]).toMatchObject({ state: 'open', outcome: null, answer: null, resolved_by_id: null })
    expect((await own(ann))[report]).toMatchObject({ state: 'open', answer: null })
    const second = (await resolve(report, { outcome: 'dismissed' })).body as { audit_id: string }
    expect((await undo(first.audit_id)).status).toBe(409)
    await say(await person(), 'climb', id)
    expect(await undo(second.audit_id)).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
  })

  test('[REPORT-7] voices go with the account, and so do reports about it', async () => {
    const [ann, bob, id] = [await person(), await person(), await climb()]
    const [onClimb, onAnn] = [idOf(await say(ann, 'climb', id)), idOf(await say(bob, 'user', ann.id))]
    await say(bob, 'climb', id)
    await deleteForGood(app, ann.id)
    const reports = await waiting()
    expect(reports[onClimb]).toMatchObject({ voices_count: 1, voices: [{ user_id: bob.id }] })
    expect(reports).not.toHaveProperty(onAnn)
    expect(JSON.stringify(reports)).not.toContain(ann.username)
  })

  test('[REPORT-4] [REPORT-5] no report, voice or reason reaches anybody but the admins and its own reporter', async () => {
    const [ann, bob, carl] = [await person(), await person(), await person()]
    const id = await climb()
    const frames: Record<string, string[]> = {}
    const listen = async (name: string, auth: { token?: string; apiKey?: string }, feeds: string[]) => {
      const heard: string[] = frames[name] = []
      const socket: TestSocket = await app.socket(auth)
      socket.onAny((...frame: unknown[]) => void heard.push(JSON.stringify(frame)))
      for (const feed of feeds) heard.push(JSON.stringify(await socket.emitWithAck('feed:open', { feed: feed })))
    }
    const shared = ['global', `face:${faceId}`]
    await listen('guest', {}, shared)
    await listen('key', { apiKey: KEYS.read }, [...shared, 'admin'])
    for (const [name, one] of Object.entries({ ann, bob, carl, setter }))
      await listen(name, { token: one.token }, [...shared, `user:${one.id}`, `user:${ann.id}`, 'admin'])
    const news = await followed(await app.socket({ token: admin.token }), 'admin')
    const report = idOf(await say(ann, 'climb', id, 'MOTIF-ANN'))
    await say(bob, 'climb', id, 'MOTIF-BOB')
    const { audit_id } = (await resolve(report, { outcome: 'acted', answer: 'REPONSE' })).body as { audit_id: string }
    await undo(audit_id)
    await resolve(report, { outcome: 'acted', answer: 'REPONSE' })
    await expect.poll(() => news.flatMap(({ rows }) => rows).filter(row => row.id === report && row.op === 'delete')).toHaveLength(2)
    await expect.poll(() => frames['ann']?.filter(frame => frame.includes('REPONSE')).length).toBe(2)
    await expect.poll(() => frames['bob']?.filter(frame => frame.includes('REPONSE')).length).toBe(2)
    // Something that everybody hears comes after it.
    await app.call('POST', '/api/admin/notices', { token: admin.token, body: { feed: 'global', text: 'FIN' } })
    for (const name of Object.keys(frames)) await expect.poll(() => frames[name]?.join(' ')).toContain('FIN')
    const all = (name: string) => frames[name]?.join(' ') ?? ''
    for (const name of ['guest', 'key', 'carl', 'setter'])
      for (const secret of [report, 'MOTIF', 'REPONSE', '"report"']) expect(all(name), `${name} hears ${secret}`).not.toContain(secret)
    for (const [name, foreign] of [['ann', ['MOTIF-BOB', bob.id, admin.id]], ['bob', ['MOTIF-ANN', ann.id, admin.id]]] as const)
      for (const secret of foreign) expect(frames[name]?.filter(frame => frame.includes('"report"')).join(' '), `${name} hears ${secret}`).not.toContain(secret)
    expect(all('ann')).toContain('MOTIF-ANN')
    for (const [who, path] of [[carl, '/api/admin/reports'], [ann, '/api/admin/reports'], [carl, `/api/feeds/user:${ann.id}/changes`]] as const)
      expect((await app.call('GET', path, { token: who.token })).status).toBeGreaterThanOrEqual(403)
  })

  test('[REPORT-4] a copy of one’s data has one’s own reports alone', async () => {
    const [ann, bob, id] = [await person(), await person(), await climb()]
    await say(ann, 'climb', id, 'Le mien')
    await say(bob, 'climb', id, 'Le sien')
    const { body } = await app.call('GET', '/api/users/me/export', { token: ann.token })
    expect((body as { reports: OwnReport[] }).reports).toMatchObject([{ reason: 'Le mien' }])
    expect(JSON.stringify(body)).not.toContain('Le sien')
  })

  // It moves the clock by months, so it is the last.
  test('[REPORT-8] a resolved report is gone after ninety days, and an open one stays', async () => {
    const ann = await person()
    const [resolved, open] = [idOf(await say(ann, 'climb', await climb())), idOf(await say(ann, 'climb', await climb()))]
    await resolve(resolved, { outcome: 'acted' })
    app.clock.advance(89 * DAY_MS)
    await app.runJobs()
    const list = async (state: string) => {
      const boss = await app.admin()
      return ((await app.call('GET', `/api/admin/reports?state=${state}&page_size=200`, { token: boss.token })).body as { results: Report[] }).results.map(({ id }) => id)
    }
    expect(await list('resolved')).toContain(resolved)
    app.clock.advance(2 * DAY_MS)
    await app.runJobs()
    expect(await list('resolved')).not.toContain(resolved)
    expect(await list('open')).toContain(open)
  })
})

test('[REPORT-4] a report made on one server is pushed to an admin on the other, and its outcome back', async () => {
  const { nodes: [one, other], faceId } = await startCluster({ timings: { feedSweepMs: 3_600_000 } })
  const [ann, boss] = [await one.register('lynx'), await other.admin()]
  const news = await followed(await other.socket({ token: boss.token }), 'admin')
  const mine = await followed(await one.socket({ token: ann.token }), `user:${ann.id}`)
  const { body: climb } = await one.call('POST', '/api/climbs', { token: ann.token, body: { face_id: faceId, ...CLIMB } })
  const { id } = climb as { id: string }
  const made = await one.call('POST', '/api/reports', { token: ann.token, body: { kind: 'climb', id, reason: 'Doublon' } })
  const report = (made.body as { id: string }).id
  await expect.poll(() => news.flatMap(({ rows }) => rows)).toMatchObject([{ kind: 'report', id: report, value: { voices: [{ reason: 'Doublon' }] } }])
  await other.call('POST', `/api/admin/reports/${report}/resolve`, { token: boss.token, body: { outcome: 'acted', answer: 'Merci' } })
  await expect.poll(() => mine.flatMap(({ rows }) => rows).filter(({ kind }) => kind === 'report').at(-1)?.value).toMatchObject({ state: 'resolved', answer: 'Merci' })
})
