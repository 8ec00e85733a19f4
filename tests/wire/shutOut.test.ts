import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { noteRoot, voteKey, VOTES_MAP } from '../../shared/documents'
import type { Account, TestApp } from '../support/app'
import { followed } from '../support/followed'
import { createOpener, epochOf } from '../support/liveDocument'
import { servers } from '../support/servers'
import { HOLD_IDS, importTestWall } from '../support/wall'

const [hold] = HOLD_IDS

describe.each(['sqlite', 'postgres'] as const)('people who are shut out on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let faceId: string
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    faceId = (await importTestWall(app.services)).faceId
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const order = (id: string, verb: string) => app.call('POST', `/api/admin/users/${id}/${verb}`, { token: admin.token, body: {} })

  test('[PEOPLE-17] nothing of theirs gets in afterwards, from documents or the outbox, and nothing of others is lost', async () => {
    const [gone, stays] = [await app.register('partie'), await app.register('restée')]
    const [sheet, votes] = [`sheet/${faceId}`, `votes/${faceId}/${gone.id}`]
    const epochs = { sheet: await epochOf(app, sheet, gone.token), votes: await epochOf(app, votes, gone.token) }
    const hers = { sheet: await open(sheet, { token: gone.token }), votes: await open(votes, { token: gone.token }) }
    const theirs = await open(sheet, { token: stays.token })
    await expect.poll(() => [hers.sheet, hers.votes, theirs].every(({ synced }) => synced())).toBe(true)
    hers.sheet.doc.getText(noteRoot(hold)).insert(0, 'avant ')
    await expect.poll(hers.sheet.isSaved).toBe(true)

    // Out of reach, she goes on; the others do too.
    hers.sheet.provider.disconnect()
    hers.votes.provider.disconnect()
    hers.sheet.doc.getText(noteRoot(hold)).insert(0, 'trop tard ')
    hers.votes.doc.getMap(VOTES_MAP).set(voteKey(hold, 'grip_type'), 'bac')
    await order(gone.id, 'deactivate')
    theirs.doc.getText(noteRoot(hold)).insert(0, 'ensuite ')
    await expect.poll(theirs.isSaved).toBe(true)

    // She is back, with all that waited on her device.
    const again = [
      await open(sheet, { token: gone.token, doc: hers.sheet.doc, epoch: epochs.sheet }),
      await open(votes, { token: gone.token, doc: hers.votes.doc, epoch: epochs.votes }),
    ]
    await expect.poll(() => again.every(({ closes }) => closes.some(({ code }) => code === 4403))).toBe(true)
    const outbox = [
      ['POST', `/api/holds/${hold}/tasks`, { kind: 'turn' }],
      ['PUT', `/api/holds/${hold}/annotations`, { grip_type: 'bac' }],
      ['PATCH', '/api/users/me', { full_name: 'Encore là' }],
      ['DELETE', '/api/users/me/avatar', undefined],
    ] as const
    for (const [n, [method, path, body]] of outbox.entries()) {
      const answer = await app.call(method, path, { token: gone.token, body, headers: { 'idempotency-key': `outbox-${n}` } })
      expect([401, 403], `${method} ${path}`).toContain(answer.status)
    }

    const fresh = await open(sheet, { token: stays.token })
    await expect.poll(fresh.synced).toBe(true)
    expect(fresh.doc.getText(noteRoot(hold)).toString()).toBe('ensuite avant ')
    expect(await app.services.stores.annotations.votesOf(gone.id)).toEqual([])
    expect(await app.services.stores.tasks.idsOf(gone.id)).toEqual([])
    expect(await app.services.stores.users.byId(gone.id)).toMatchObject({ full_name: 'partie', is_active: false })
    expect(theirs.closes).toEqual([])
  })

  test('[ADMIN-5] [AUDIT-11] an admin who is demoted while the log is open hears nothing more of it', async () => {
    const other = await app.admin()
    const socket = await app.socket({ token: other.token })
    const told = await followed(socket, 'admin')
    const actions = () =>
      told.flatMap(({ rows }) => rows.filter(({ kind }) => kind === 'log').map(({ value }) => (value as { action: string }).action))
    const revoked = new Promise(resolve => void socket.once('feed:revoked', resolve))
    await order(other.id, 'mute')
    await expect.poll(actions).toEqual(['user.mute'])
    await order(other.id, 'demote')
    expect(await revoked).toMatchObject({ feed: 'admin' })
    await order(other.id, 'unmute')
    expect(actions()).toEqual(['user.mute'])
    expect(await socket.emitWithAck('feed:open', { feed: 'admin' })).toMatchObject({ ok: false })
  })
})
