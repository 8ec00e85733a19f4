import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BinEntry } from '../../shared/model/bin'
import type { Comment } from '../../shared/model/comment'
import { KEYS, type Account, type CallOptions, type TestApp } from '../support/app'
import { deleteForGood } from '../support/deleteForGood'
import { feedValues } from '../support/feedRows'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

const DAY_MS = 24 * 3600_000

describe.each(['sqlite', 'postgres'] as const)('comments on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let [setter, writer, reader, admin] = [] as unknown as [Account, Account, Account, Account]
  let climbs = 0
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
    ;[setter, writer, reader, admin] = [await app.register('ouvreuse'), await app.register('autrice'), await app.register('lectrice'), await app.admin()]
  })
  afterAll(() => app.close())

  const call = async (who: CallOptions, method: string, path: string, body?: object) => {
    const answer = await app.call(method, path, { ...who, ...(body ? { body } : {}) })
    return { status: answer.status, body: answer.body as Record<string, unknown> }
  }
  const climb = async (more: object = {}) =>
    (await call(setter, 'POST', '/api/climbs', { face_id: faceId, name: `Bloc ${++climbs}`, holds_list: 'S101 T109', ...more })).body['id'] as string
  const say = (who: CallOptions, climbId: string, body: object) => call(who, 'POST', `/api/climbs/${climbId}/comments`, body)
  const said = async (who: CallOptions, climbId: string, text: string, more: object = {}) =>
    (await say(who, climbId, { text, ...more })).body as unknown as Comment
  const listed = async (climbId: string, who: CallOptions = {}) => {
    const { status, body } = await call(who, 'GET', `/api/climbs/${climbId}/comments`)
    return status === 200 ? (body['results'] as Comment[]).map(({ text }) => text) : status
  }
  const counted = async (climbId: string) => {
    const rows = await app.db.select().from(app.db.t.climbs)
    return rows.find(({ id }) => id === climbId)?.own_comments
  }
  const onFace = async ({ id }: Comment) => (await feedValues(app, `face:${faceId}`, 'comment'))[id] as Comment | undefined
  const inBin = async ({ id }: Comment, { token, id: userId }: Account = writer) =>
    (await feedValues(app, `user:${userId}`, 'bin', token))[id] as BinEntry | undefined
  const moderate = (act: string, { id }: Comment, reason = '', who: CallOptions = admin) =>
    call(who, 'POST', `/api/admin/comments/${id}/${act}`, { reason })
  const undo = (audit_id: unknown) => call(admin, 'POST', `/api/admin/audit/${String(audit_id)}/undo`, {})
  /** Runs the jobs of a later day. An admin without a second factor is one for some days only, so another takes over. */
  const later = async (days: number) => {
    app.clock.advance(days * DAY_MS + 1000)
    await app.runJobs()
    admin = await app.admin()
  }
  const entriesOf = async ({ id }: Comment) =>
    (await call(admin, 'GET', `/api/admin/audit?target=${id}`)).body['results'] as { id: string; action: string; target_name: string; detail: object }[]

  test('[COMMENT-1] whoever reads a climb reads its comments, oldest first; a person writes a comment once for each id', async () => {
    const id = await climb()
    const first = await said(writer, id, '  Belle ligne.\n')
    expect(first).toMatchObject({ climb_id: id, user_id: writer.id, user_name: 'autrice', text: 'Belle ligne.', replied_to_id: null })
    const again = { id: randomUUID().replaceAll('-', ''), text: 'Dure !' }
    const twice = [await say(reader, id, again), await say(reader, id, again)]
    expect(twice).toMatchObject([{ status: 201 }, { status: 200, body: { id: again.id } }])
    expect([await listed(id), await listed(id, { apiKey: KEYS.read }), await counted(id)]).toEqual([['Belle ligne.', 'Dure !'], ['Belle ligne.', 'Dure !'], 2])
    expect(await onFace(first)).toEqual(first)
    expect(await say(writer, id, again)).toMatchObject({ status: 400, body: { code: 'taken' } })
    expect(await say(writer, id, { id, text: 'Ce nom est celui du bloc.' })).toMatchObject({ status: 400, body: { code: 'taken' } })
    expect([await say({}, id, { text: 'Oui' }), await say({ apiKey: KEYS.admin }, id, { text: 'Oui' })]).toMatchObject([{ status: 401 }, { status: 401 }])
    for (const text of ['', '  ', 'x'.repeat(2001)]) expect((await say(writer, id, { text })).status).toBe(422)

    const secret = await climb({ is_private: true })
    const own = await said(setter, secret, 'À revoir.')
    expect([await onFace(own), await feedValues(app, `user:${setter.id}`, 'comment', setter.token)]).toEqual([undefined, { [own.id]: own }])
    expect([(await say(writer, secret, { text: 'Oui' })).status, await listed(secret, admin), await listed(secret, setter)]).toEqual([404, 404, ['À revoir.']])
    const muted = await app.register('bavard')
    await call(admin, 'POST', `/api/admin/users/${muted.id}/mute`, { reason: 'Trop.' })
    expect(await say(muted, id, { text: 'Oui' })).toMatchObject({ status: 403, body: { code: 'muted' } })
  })

  test('[COMMENT-2] an answer to an answer stands below the same comment, also once that comment is gone', async () => {
    const id = await climb()
    const top = await said(writer, id, 'Trop dur ?')
    const answer = await said(reader, id, 'Non.', { replied_to_id: top.id })
    expect(await said(writer, id, 'Si.', { replied_to_id: answer.id })).toMatchObject({ replied_to_id: top.id })
    expect((await say(reader, await climb(), { text: 'Ailleurs.', replied_to_id: top.id })).status).toBe(404)
    await call(writer, 'DELETE', `/api/comments/${top.id}`)
    expect([await listed(id), await counted(id), (await say(reader, id, { text: 'Oh.', replied_to_id: top.id })).status]).toEqual([['Non.', 'Si.'], 2, 404])
    expect((await say(reader, id, { text: 'Encore.', replied_to_id: answer.id })).body).toMatchObject({ replied_to_id: top.id })
  })

  test('[COMMENT-3] [REST-10] only its writer changes the words of a comment, unless they changed meanwhile', async () => {
    const comment = await said(writer, await climb(), 'Sympa')
    const change = (who: CallOptions, text: string, headers = {}) => call({ ...who, headers }, 'PATCH', `/api/comments/${comment.id}`, { text })
    expect([(await change(reader, 'Nul')).status, (await change(admin, 'Nul')).status, (await change({}, 'Nul')).status]).toEqual([403, 403, 401])
    expect(await change(writer, 'Très sympa')).toMatchObject({ status: 200, body: { text: 'Très sympa', created_at: comment.created_at } })
    expect((await change(writer, 'Perdu', { 'if-match': `"${comment.updated_at}"` })).status).toBe(412)
    expect(await onFace(comment)).toMatchObject({ text: 'Très sympa' })
  })

  test('[COMMENT-4] only its writer reads a comment in the bin and takes it out; an admin’s deletion says why and is undone', async () => {
    const id = await climb()
    const comment = await said(writer, id, 'Oups')
    const remove = (who: CallOptions, query = '') => call(who, 'DELETE', `/api/comments/${comment.id}${query}`)
    const restore = (who: CallOptions) => call(who, 'POST', `/api/comments/${comment.id}/restore`, {})
    expect([(await remove(reader)).status, (await remove(writer)).status, (await remove(writer)).status]).toEqual([403, 204, 404])
    expect([await listed(id), await counted(id), await onFace(comment)]).toEqual([[], 0, undefined])
    expect(await inBin(comment)).toMatchObject({ state: 'deleted', by_me: true, reason: null, climb: null, comment: { text: 'Oups' } })
    expect(await inBin(comment, reader)).toBeUndefined()
    expect([(await restore(reader)).status, (await restore(writer)).status, (await restore(writer)).status]).toEqual([403, 200, 200])
    expect([await onFace(comment), await inBin(comment), await counted(id)]).toEqual([comment, undefined, 1])
    expect(await entriesOf(comment)).toEqual([])

    expect((await remove(admin, '?reason=Hors%20sujet')).status).toBe(204)
    expect(await inBin(comment)).toMatchObject({ state: 'deleted', by_me: false, reason: 'Hors sujet' })
    const [entry] = await entriesOf(comment)
    expect(entry).toMatchObject({ action: 'comment.delete', target_name: `Bloc ${climbs}`, detail: { user_id: writer.id, reason: 'Hors sujet' } })
    expect(JSON.stringify(entry)).not.toContain('Oups')
    expect((await undo(entry?.id)).status).toBe(200)
    expect(await onFace(comment)).toMatchObject({ text: 'Oups' })
    await remove(writer)
    expect((await restore(admin)).status).toBe(200)
    const [restored] = await entriesOf(comment)
    expect(restored).toMatchObject({ action: 'comment.restore' })
    expect([(await undo(restored?.id)).status, (await inBin(comment))?.state]).toEqual([200, 'deleted'])
  })

  test('[COMMENT-5] only its writer and admins read a hidden comment, with the reason; both acts are undone', async () => {
    const id = await climb()
    const comment = await said(writer, id, 'Vilain mot')
    expect((await moderate('hide', comment, 'Insulte', writer)).status).toBe(403)
    const hidden = await moderate('hide', comment, 'Insulte')
    expect(hidden).toMatchObject({ status: 200, body: { changed: 1 } })
    expect((await moderate('hide', comment)).body).toEqual({ changed: 0, audit_id: null })
    expect([await listed(id), await counted(id), await onFace(comment)]).toEqual([[], 0, undefined])
    expect(await inBin(comment)).toMatchObject({ state: 'hidden', reason: 'Insulte', by_me: false, until: null })
    expect((await call(writer, 'GET', '/api/users/me/bin')).body['results']).toEqual(expect.arrayContaining([await inBin(comment)]))
    const byWriter = [await call(writer, 'PATCH', `/api/comments/${comment.id}`, { text: 'Mot' }), await call(writer, 'POST', `/api/comments/${comment.id}/restore`, {})]
    expect(byWriter.map(({ status }) => status)).toEqual([404, 403])
    expect([(await undo(hidden.body['audit_id'])).status, await listed(id), (await undo(hidden.body['audit_id'])).status]).toEqual([200, ['Vilain mot'], 409])
    await moderate('hide', comment)
    const shown = await moderate('restore', comment, 'Une erreur')
    expect([shown.body['changed'], await listed(id), (await undo(shown.body['audit_id'])).status, await listed(id)]).toEqual([1, ['Vilain mot'], 200, []])
    expect((await call(writer, 'DELETE', `/api/comments/${comment.id}`)).status).toBe(204)
    expect((await moderate('hide', await said(setter, await climb({ is_private: true }), 'À moi'))).status).toBe(404)
  })

  test('[COMMENT-6] a climb takes its comments along, and brings them back, each time in one transaction', async () => {
    const id = await climb()
    const [comment, gone] = [await said(writer, id, 'Bravo'), await said(writer, id, 'Oups')]
    await call(writer, 'DELETE', `/api/comments/${gone.id}`)
    const stands = async () => [
      await onFace(comment) !== undefined, comment.id in await feedValues(app, `user:${setter.id}`, 'comment', setter.token), await inBin(gone) !== undefined,
    ]
    const socket = await app.socket()
    const kinds: string[][] = []
    await socket.emitWithAck('feed:open', { feed: `face:${faceId}` })
    socket.on('feed:change', ({ rows }) => kinds.push(rows.map(({ kind, op }) => `${kind} ${op}`).sort()))
    const change = async (method: string, path: string, body?: object, who = setter) => {
      expect((await call(who, method, path, body)).status).toBeLessThan(300)
      return stands()
    }
    expect(await stands()).toEqual([true, false, true])
    expect(await change('PATCH', `/api/climbs/${id}`, { is_private: true })).toEqual([false, true, false])
    expect(await change('PATCH', `/api/climbs/${id}`, { is_private: false })).toEqual([true, false, true])
    expect(await change('POST', `/api/admin/climbs/${id}/hide`, { reason: 'Doublon' }, admin)).toEqual([false, false, false])
    expect(await change('POST', `/api/admin/climbs/${id}/restore`, {}, admin)).toEqual([true, false, true])
    expect(await change('DELETE', `/api/climbs/${id}`)).toEqual([false, false, false])
    expect(await change('POST', `/api/climbs/${id}/restore`, {})).toEqual([true, false, true])
    const [away, back] = [['climb delete', 'comment delete'], ['climb put', 'comment put']]
    await expect.poll(() => kinds).toEqual([away, back, away, back, away, back])
    socket.close()
    await call(setter, 'DELETE', `/api/climbs/${id}`)
    await later(30)
    expect(await app.services.stores.feeds.placementsOf('comment', [comment.id])).toEqual([])
    expect(await app.services.stores.comments.byId(comment.id)).toBeNull()
  })

  test('[COMMENT-7] [PEOPLE-4] a comment in the bin is gone for good after 30 days; until then its writer has it in the copy of their data', async () => {
    const [old, young] = [await said(writer, await climb(), 'Trente jours'), await said(writer, await climb(), 'Vingt jours')]
    await call(writer, 'DELETE', `/api/comments/${old.id}`)
    const copy = await call(writer, 'GET', '/api/users/me/export')
    expect(copy.body).toMatchObject({
      comments: expect.arrayContaining([expect.objectContaining({ id: old.id }), expect.objectContaining({ id: young.id })]) as unknown,
      bin: [{ comment: { id: old.id } }],
    })
    await later(10)
    await call(writer, 'DELETE', `/api/comments/${young.id}`)
    await later(20)
    expect([await inBin(old), (await inBin(young))?.state]).toEqual([undefined, 'deleted'])
    expect(await app.services.stores.comments.byId(old.id)).toBeNull()
  })

  test('[COMMENT-8] a comment is reported with its words, shown on its writer’s page, and follows their name', async () => {
    const [id, author] = [await climb(), await app.register('auteur')]
    const comment = await said(author, id, 'Quel nul')
    const report = (of: Comment) => call(reader, 'POST', '/api/reports', { kind: 'comment', id: of.id, reason: 'Insulte' })
    expect((await report(comment)).status).toBe(201)
    expect(Object.values(await feedValues(app, 'admin', 'report', admin.token))).toEqual([expect.objectContaining({
      kind: 'comment', target_id: comment.id, face_id: faceId, author_name: 'auteur',
      seen: { name: `Bloc ${climbs}`, text: 'Quel nul', author_id: author.id, climb_id: id },
    })])
    await moderate('hide', comment, 'Insulte')
    expect((await report(comment)).status).toBe(404)
    expect((await call(admin, 'GET', `/api/admin/users/${author.id}`)).body['comments']).toMatchObject({
      count: 1, results: [{ id: comment.id, climb_id: id, climb_name: `Bloc ${climbs}`, text: 'Quel nul', state: 'hidden' }],
    })
    await moderate('restore', comment)
    await call(author, 'PATCH', '/api/users/me', { full_name: 'Autre Nom' })
    expect(await onFace(comment)).toMatchObject({ user_name: 'Autre Nom' })
  })

  test('[COMMENT-9] comments and reports about them go with the account; answers of others stay', async () => {
    const [id, leaver] = [await climb(), await app.register('partante')]
    const comment = await said(leaver, id, 'Je pars')
    const answer = await said(reader, id, 'Dommage', { replied_to_id: comment.id })
    await call(reader, 'POST', '/api/reports', { kind: 'comment', id: comment.id, reason: 'Triste' })
    await deleteForGood(app, leaver.id)
    expect([await listed(id), await counted(id), await onFace(comment), await onFace(answer)]).toEqual([['Dommage'], 1, undefined, answer])
    const reports = Object.values(await feedValues(app, 'admin', 'report', admin.token)) as { target_id: string }[]
    expect(reports.map(({ target_id }) => target_id)).not.toContain(comment.id)
    // An imported setter cannot log in to write, so the comment comes as another server would have kept it.
    const [claimed] = await app.services.stores.imports.setters(['stokt-setter-a'], [])
    const now = app.clock.now()
    await app.services.stores.comments.insert({ id: randomUUID(), climb_id: id, user_id: claimed?.id ?? '', text: 'Importé', created_at: now, updated_at: now })
    const claim = await call(reader, 'POST', `/api/users/${claimed?.id ?? ''}/claim`, {})
    await call(admin, 'POST', `/api/admin/claims/${String(claim.body['id'])}/approve`, {})
    expect((await call({}, 'GET', `/api/climbs/${id}/comments`)).body['results']).toMatchObject([{ user_id: reader.id }, { user_id: reader.id, text: 'Importé' }])
  })
})
