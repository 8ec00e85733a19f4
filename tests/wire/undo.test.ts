import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { servers } from '../support/servers'

interface Entry {
  id: string
  action: string
  target_id: string
  target_name: string | null
  can_undo: boolean
  is_undone: boolean
  detail: Record<string, unknown>
}

describe.each(['sqlite', 'postgres'] as const)('undoing entries of the log on %s', (dialect) => {
  let app: TestApp
  let admin: Account
  let other: Account
  beforeAll(async () => {
    app = await servers[dialect]()
    admin = await app.admin()
    other = await app.admin()
  })
  afterAll(() => app.close())

  const log = async (target: string): Promise<Entry[]> =>
    ((await app.call('GET', `/api/admin/audit?target=${target}`, { token: admin.token })).body as { results: Entry[] }).results
  const undo = (id: string, { token } = admin, body: object = {}) => app.call('POST', `/api/admin/audit/${id}/undo`, { token, body })
  const tell = async (text: string): Promise<string> =>
    ((await app.call('POST', '/api/admin/notices', { token: admin.token, body: { feed: 'global', title: 'Jeudi', text } })).body as { id: string }).id
  const withdraw = (id: string) => app.call('DELETE', `/api/admin/notices/${id}`, { token: admin.token })
  const entryOf = async (target: string, action: string): Promise<Entry> => {
    const entry = (await log(target)).find(one => one.action === action)
    if (!entry) throw new Error(`the log has no ${action}`)
    return entry
  }

  test('[AUDIT-8] a withdrawn notice is shown again under its own id, and the undo is an entry itself', async () => {
    const id = await tell('Le mur ferme à 14 h.')
    await withdraw(id)
    expect(await entryOf(id, 'notice.delete')).toMatchObject({ can_undo: true, is_undone: false })
    const done = await undo((await entryOf(id, 'notice.delete')).id, admin, { reason: 'Trop tôt.' })
    expect(done).toMatchObject({ status: 200 })
    expect(await feedValues(app, 'global', 'notice')).toMatchObject({ [id]: { text: 'Le mur ferme à 14 h.' } })
    expect(await entryOf(id, 'notice.delete')).toMatchObject({ can_undo: false, is_undone: true })
    expect(await entryOf(id, 'audit.undo')).toMatchObject({
      id: (done.body as { audit_id: string }).audit_id, target_name: 'Jeudi', can_undo: false, detail: { undoes: 'notice.delete', reason: 'Trop tôt.' },
    })
  })

  test('[AUDIT-8] of two admins who undo the same entry at once one does, and the other is told', async () => {
    const id = await tell('Le mur ferme à 15 h.')
    await withdraw(id)
    const entry = await entryOf(id, 'notice.delete')
    const answers = await Promise.all([undo(entry.id), undo(entry.id, other)])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    expect((await log(id)).filter(({ action }) => action === 'audit.undo')).toHaveLength(1)
  })

  test('[AUDIT-8] a change is undone only while nobody changed the notice again', async () => {
    const id = await tell('Le mur ferme à 16 h.')
    const change = (text: string) => app.call('PATCH', `/api/admin/notices/${id}`, { token: admin.token, body: { text } })
    await change('Le mur ferme à 17 h.')
    const first = await entryOf(id, 'notice.update')
    await change('Le mur ferme à 18 h.')
    expect(await undo(first.id)).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    expect((await undo((await entryOf(id, 'notice.update')).id)).status).toBe(200)
    expect(await feedValues(app, 'global', 'notice')).toMatchObject({ [id]: { text: 'Le mur ferme à 17 h.' } })
    expect((await undo(first.id)).status).toBe(200)
    expect(await feedValues(app, 'global', 'notice')).toMatchObject({ [id]: { text: 'Le mur ferme à 16 h.' } })
  })

  test('[AUDIT-8] an act without a way back, and an entry that is not there, are refused in words', async () => {
    const id = await tell('Le mur ouvre.')
    expect(await entryOf(id, 'notice.create')).toMatchObject({ can_undo: false })
    expect((await undo((await entryOf(id, 'notice.create')).id)).status).toBe(404)
    expect((await undo('none')).status).toBe(404)
  })
})
