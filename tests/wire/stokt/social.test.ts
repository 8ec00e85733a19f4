import { describe, expect, test } from 'vitest'
import type { StoktOwn, StoktSend } from '../../../shared/contract/stokt'
import type { Comment } from '../../../shared/model/comment'
import { DIALECTS } from '../../support/databases'
import { stoktFixtures } from '../../support/stoktFixtures'
import { socialOf } from '../../support/stoktWorld'

const TOKEN = 'token-of-moss'

describe.each(DIALECTS)('what people do with a climb in Stokt, on %s', (dialect) => {
  async function fixtures() {
    const all = await stoktFixtures(dialect, { climbs: 3 })
    await all.tick()
    const { app, stokt } = all
    const account = await app.register('belette')
    await app.call('POST', '/api/users/me/stokt', { token: account.token, body: { token: TOKEN } })
    await all.tick()
    const id = stokt.world.climbs[0]?.id ?? ''
    const [moss] = stokt.world.people
    const me = { id: moss?.id ?? '', fullName: 'Doigts de Mousse', avatar: null }
    const call = (method: string, path: string, body?: object) =>
      app.call(method, `/api/sources/stokt/${path}`, { token: account.token, ...body ? { body } : {} })
    const comments = async () => ((await call('GET', `climbs/${id}/comments`)).body as { results: Comment[] }).results
    stokt.forget()
    return { ...all, id, me, account, call, comments }
  }

  test('[SOURCE-13] its sends and comments are read there, with who is somebody here', async () => {
    const { stokt, id, me, account, call, comments } = await fixtures()
    const { sends: [one], comments: [said] } = socialOf(1, 1, 0)
    stokt.world.social.set(id, {
      likes: [],
      sends: [
        { ...one!, gradeFeel: -1 }, { ...one!, id: 'mine', effortBy: me, isFlash: false, attemptsNumber: 4, gradeFeel: 1 },
        { ...one!, id: 'broken', effortDate: 'hier' },
      ],
      comments: [
        said!, { ...said!, id: 'answer', user: me, text: 'Oui', repliedToId: said!.id }, { ...said!, id: 'deeper', repliedToId: 'answer' },
      ],
    })
    const { body } = await call('GET', `climbs/${id}/sends`)
    expect((body as { results: StoktSend[] }).results).toMatchObject([
      { id: 'send-0', climb_id: id, user_id: null, user_name: 'Personne 0', sent_at: '2026-01-01T10:00:00.000000Z', is_flash: true, feel: 'soft' },
      { id: 'mine', user_id: account.id, attempts: 4, is_flash: false, feel: 'stiff' },
    ])
    expect(await comments()).toMatchObject([
      { id: 'comment-0', user_id: null, user_name: 'Personne 0', text: 'Mot 0', replied_to_id: null },
      { id: 'answer', user_id: account.id, replied_to_id: 'comment-0' }, { id: 'deeper', replied_to_id: 'comment-0' },
    ])
    await call('GET', `climbs/${id}/sends`)
    await comments()
    expect(stokt.requests).toHaveLength(2)
    expect((await call('GET', 'climbs/none/sends')).status).toBe(404)
  })

  test('[SOURCE-4] [SOURCE-14] bookmarks and comments are written there, a comment once, also where its answer is lost', async () => {
    const { stokt, id, call, comments } = await fixtures()
    const own = async () => (await call('GET', 'mine')).body as StoktOwn
    expect((await call('PUT', `climbs/${id}/bookmark`)).status).toBe(204)
    expect((await own()).bookmarks).toEqual([id])
    expect((await call('DELETE', `climbs/${id}/bookmark`)).status).toBe(204)
    expect((await own()).bookmarks).toEqual([])
    const before = (await comments()).length
    const said = await call('POST', `climbs/${id}/comments`, { text: 'Superbe & dur' })
    expect(said).toMatchObject({ status: 201, body: { text: 'Superbe & dur', replied_to_id: null } })
    expect((await call('POST', `climbs/${id}/comments`, { text: 'Superbe & dur' })).body).toEqual(said.body)
    stokt.onRequest(({ method }) => {
      if (method === 'POST') stokt.next('lost')
    })
    const answer = await call('POST', `climbs/${id}/comments`, { text: 'Oui', replied_to_id: (said.body as Comment).id })
    expect(answer).toMatchObject({ status: 201, body: { text: 'Oui', replied_to_id: (said.body as Comment).id } })
    stokt.onRequest(null)
    expect(await comments()).toHaveLength(before + 2)
    const elsewhere = await call('POST', `climbs/${id}/comments`, { text: 'Oui' })
    expect(elsewhere).toMatchObject({ status: 201, body: { text: 'Oui', replied_to_id: null } })
    expect((await call('DELETE', `climbs/${id}/comments/${(elsewhere.body as Comment).id}`)).status).toBe(204)
    for (const _ of [1, 2]) expect((await call('DELETE', `climbs/${id}/comments/${(answer.body as Comment).id}`)).status).toBe(204)
    expect(await comments()).toHaveLength(before + 1)
  })
})
