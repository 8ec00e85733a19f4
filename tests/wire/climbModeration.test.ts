import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importWall } from '../../server/usecases/imports/importWall'
import { guest } from '../../shared/access/actor'
import type { ClimbsChanged, HiddenClimb } from '../../shared/contract/climbModeration'
import type { BinEntry } from '../../shared/model/bin'
import type { Climb } from '../../shared/model/climb'
import { KEYS, type Account, type CallOptions, type TestApp } from '../support/app'
import { feedValues } from '../support/feedRows'
import { servers } from '../support/servers'
import { importTestWall, smallWall } from '../support/wall'

describe.each(['sqlite', 'postgres'] as const)('moderation of climbs on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let owner: Account
  let stranger: Account
  let admin: Account
  beforeAll(async () => {
    app = await servers[dialect]()
    ;({ faceId } = await importTestWall(app.services))
    ;[owner, stranger, admin] = [await app.register('ouvreuse'), await app.register('grimpeur'), await app.admin()]
  })
  afterAll(() => app.close())

  const set = async (name: string, more: object = {}): Promise<Climb> =>
    (await app.call('POST', '/api/climbs', { token: owner.token, body: { face_id: faceId, name, holds_list: 'S101 O105 T109', ...more } })).body as Climb
  const act = (path: string, body: object = {}, who: CallOptions = { token: admin.token }) => app.call('POST', `/api/admin/climbs/${path}`, { ...who, body })
  const hide = ({ id }: { id: string }, reason = '') => act(`${id}/hide`, { reason })
  const show = ({ id }: { id: string }) => act(`${id}/restore`)
  const correct = (body: object) => app.call('PATCH', '/api/admin/climbs', { token: admin.token, body })
  const patch = ({ id }: { id: string }, body: object, who = admin) => app.call('PATCH', `/api/climbs/${id}`, { token: who.token, body })
  const remove = ({ id }: { id: string }, { token }: Account, reason = '') =>
    app.call('DELETE', `/api/climbs/${id}${reason === '' ? '' : `?reason=${encodeURIComponent(reason)}`}`, { token })
  const restore = ({ id }: { id: string }, { token }: Account) => app.call('POST', `/api/climbs/${id}/restore`, { token, body: {} })
  const status = async ({ id }: { id: string }, who: CallOptions = {}) => (await app.call('GET', `/api/climbs/${id}`, who)).status
  const climbOf = async ({ id }: { id: string }) => (await app.call('GET', `/api/climbs/${id}`)).body as Climb
  const auditOf = ({ body }: { body: unknown }) => (body as ClimbsChanged).audit_id ?? ''
  const undo = (id: string) => app.call('POST', `/api/admin/audit/${id}/undo`, { token: admin.token, body: {} })
  const binOf = async (who: Account) => await feedValues(app, `user:${who.id}`, 'bin', who.token) as Record<string, BinEntry | undefined>
  const onFace = async ({ id }: { id: string }) => id in await feedValues(app, `face:${faceId}`, 'climb')
  const listed = async (state: 'hidden' | 'deleted') =>
    ((await app.call('GET', `/api/admin/climbs?state=${state}&page_size=500`, { apiKey: KEYS.admin })).body as { results: HiddenClimb[] }).results
  const found = async (name: string, who: CallOptions = {}) => ((await app.call('GET', `/api/climbs?search=${name}`, who)).body as { count: number }).count
  const entry = async (id: string) => (await app.db.select().from(app.db.t.audit)).find(one => one.id === id)

  test('[MOD-1] [MOD-2] a hidden climb is gone for all but its owners, who read why and since when', async () => {
    const climb = await set('Masquée')
    const count = async () => ((await app.call('GET', `/api/faces/${faceId}`)).body as { climbs_count: number }).climbs_count
    const before = await count()
    const answer = await hide(climb, 'Doublon du bloc bleu.')
    expect(answer).toMatchObject({ status: 200, body: { changed: 1, audit_id: expect.any(String) as string } })
    expect([await count(), await onFace(climb)]).toEqual([before - 1, false])
    expect([await found('Masquée'), await found('Masquée', { token: owner.token })]).toEqual([0, 0])
    const seen = [{ token: owner.token }, { token: stranger.token }, { token: admin.token }, { apiKey: KEYS.admin }, {}]
    expect(await Promise.all(seen.map(who => status(climb, who)))).toEqual([200, 404, 404, 404, 404])
    expect((await binOf(owner))[climb.id]).toMatchObject({ state: 'hidden', reason: 'Doublon du bloc bleu.', until: null, by_me: false, climb: { name: 'Masquée' } })
    expect([await binOf(stranger), await binOf(admin)]).toEqual([{}, {}])
    expect(await entry(auditOf(answer))).toMatchObject({
      action: 'climb.hide', target_kind: 'climb', target_id: climb.id, actor_id: admin.id, detail: { changed: 1, reason: 'Doublon du bloc bleu.' },
    })
    expect(await hide(climb)).toMatchObject({ status: 200, body: { changed: 0, audit_id: null } })
    expect((await show(climb)).body).toMatchObject({ changed: 1 })
    expect([await count(), await onFace(climb), await status(climb)]).toEqual([before, true, 200])
    expect((await binOf(owner))[climb.id]).toBeUndefined()
    expect((await show(climb)).body).toMatchObject({ changed: 0, audit_id: null })
  })

  test('[MOD-3] the owner of a hidden climb deletes it and takes it from the bin, and does not show it', async () => {
    const climb = await set('Pas à montrer')
    await hide(climb, 'Prise dangereuse.')
    expect([(await restore(climb, owner)).status, (await patch(climb, { name: 'Autre' }, owner)).status, (await restore(climb, stranger)).status]).toEqual([403, 404, 404])
    expect((await remove(climb, owner)).status).toBe(204)
    expect((await binOf(owner))[climb.id]).toMatchObject({ state: 'deleted', by_me: true, reason: null })
    expect(await restore(climb, owner)).toMatchObject({ status: 200, body: { id: climb.id } })
    expect((await binOf(owner))[climb.id]).toMatchObject({ state: 'hidden', reason: 'Prise dangereuse.' })
    expect(await onFace(climb)).toBe(false)
    await remove(climb, owner)
    expect((await show(climb)).body).toMatchObject({ changed: 1 })
    expect([await onFace(climb), (await binOf(owner))[climb.id]]).toEqual([true, undefined])
  })

  test('[MOD-3] by a filter hidden climbs are shown again, and what people deleted themselves stays in the bin', async () => {
    const [hidden, deleted] = [await set('Zébrure un'), await set('Zébrure deux')]
    await act('hide', { ids: [hidden.id] })
    await remove(deleted, owner)
    expect((await act('restore', { filter: { search: 'zebrure' } })).body).toMatchObject({ changed: 1 })
    expect([await onFace(hidden), await onFace(deleted)]).toEqual([true, false])
    expect((await act('restore', { ids: [deleted.id, 'none'] })).body).toMatchObject({ changed: 1 })
    expect(await onFace(deleted)).toBe(true)
  })

  test('[MOD-7] a private climb is its owners’ alone: by id it is not there, and no filter finds it', async () => {
    const secret = await set('Secrète à moi', { is_private: true })
    expect([(await hide(secret)).status, (await show(secret)).status]).toEqual([404, 404])
    for (const choice of [{ ids: [secret.id] }, { filter: { search: 'Secrète' } }]) {
      expect((await act('hide', choice)).body).toMatchObject({ changed: 0 })
      expect((await correct({ ...choice, set: { is_benchmark: true } })).body).toMatchObject({ changed: 0, audit_id: null })
    }
    await remove(secret, owner)
    expect((await act('restore', { ids: [secret.id] })).body).toMatchObject({ changed: 0 })
    expect((await listed('deleted')).map(({ climb }) => climb.id)).not.toContain(secret.id)
  })

  test('[MOD-8] admins read which climbs are hidden or deleted, why, since when and by whom', async () => {
    const [hidden, deleted] = [await set('Au placard'), await set('À la poubelle')]
    await hide(hidden, 'Trop proche d’un autre.')
    expect((await remove(deleted, admin, 'Injurieux.')).status).toBe(204)
    expect((await listed('hidden')).find(({ climb }) => climb.id === hidden.id)).toMatchObject({
      state: 'hidden', reason: 'Trop proche d’un autre.', until: null, by: admin.id, by_name: admin.username,
    })
    expect((await listed('deleted')).find(({ climb }) => climb.id === deleted.id)).toMatchObject({ state: 'deleted', reason: 'Injurieux.', by: admin.id })
    expect((await binOf(owner))[deleted.id]).toMatchObject({ state: 'deleted', reason: 'Injurieux.', by_me: false })
  })

  test('[MOD-4] an admin corrects one climb, and the log has what it was before and after', async () => {
    const climb = await set('Mal cotée', { grade_font: '6A' })
    const answer = await patch(climb, { name: 'Bien cotée', grade_font: '6B', is_benchmark: true, reason: 'Trois avis concordants.' })
    expect(answer).toMatchObject({ status: 200, body: { name: 'Bien cotée', grade_font: '6B', is_benchmark: true } })
    const logged = (await app.db.select().from(app.db.t.audit)).find(one => one.target_id === climb.id)
    expect(logged).toMatchObject({
      action: 'climb.edit',
      detail: {
        reason: 'Trois avis concordants.',
        changes: { name: { before: 'Mal cotée', after: 'Bien cotée' }, grade_font: { before: '6A', after: '6B' }, is_benchmark: { before: false, after: true } },
      },
    })
    expect((await undo(logged?.id ?? '')).status).toBe(200)
    expect(await climbOf(climb)).toMatchObject({ name: 'Mal cotée', grade_font: '6A', is_benchmark: false })
    expect((await patch(climb, { is_benchmark: true }, owner)).status).toBe(403)
    expect((await patch(climb, { is_benchmark: false, name: 'Sans rapport' }, owner)).status).toBe(200)
  })

  test('[MOD-5] a correction is not undone where its owner changed the same again, and holds come back too', async () => {
    const climb = await set('Deux fois')
    const entries = async () => (await app.db.select().from(app.db.t.audit)).filter(one => one.target_id === climb.id && one.action === 'climb.edit')
    await patch(climb, { holds_list: 'S102 O105 T110' })
    expect((await undo((await entries())[0]?.id ?? '')).status).toBe(200)
    expect(await climbOf(climb)).toMatchObject({ holds_list: 'S101 O105 T109' })
    await patch(climb, { name: 'Corrigée' })
    await patch(climb, { name: 'Reprise' }, owner)
    const last = (await entries()).find(one => 'name' in (one.detail['changes'] as object))
    expect(await undo(last?.id ?? '')).toMatchObject({ status: 409, body: { code: 'not_undoable' } })
    expect(await climbOf(climb)).toMatchObject({ name: 'Reprise' })
  })

  test('[MOD-4] [MOD-5] many are corrected in one act, and the undo puts back those that are still so', async () => {
    const climbs = [await set('Lot A', { grade_font: '6A' }), await set('Lot B', { grade_font: '6C' }), await set('Lot C'), await set('Lot D', { grade_font: '7A' })]
    const ids = climbs.map(({ id }) => id)
    const answer = await correct({ ids, set: { grade_font: '7A', feet_rule: 'Feet follow hands' }, reason: 'Revu ensemble.' })
    expect(answer).toMatchObject({ status: 200, body: { changed: 4 } })
    const grades = async () => (await Promise.all(climbs.map(climbOf))).map(({ grade_font, feet_rule }) => [grade_font, feet_rule])
    expect(await grades()).toEqual(Array(4).fill(['7A', 'Feet follow hands']))
    expect(await entry(auditOf(answer))).toMatchObject({
      action: 'climb.edit', target_kind: 'climbs', target_id: '', detail: { changed: 4, changes: { grade_font: { after: '7A' }, feet_rule: { after: 'Feet follow hands' } } },
    })
    const [first] = climbs
    await patch(first as Climb, { grade_font: '6B+' }, owner)
    const undone = await undo(auditOf(answer))
    expect(undone).toMatchObject({ status: 200, body: { changed: 3 } })
    expect(await grades()).toEqual([['6B+', 'Feet follow hands'], ['6C', null], [null, null], ['7A', null]])
    expect(await entry((undone.body as { audit_id: string }).audit_id)).toMatchObject({ action: 'audit.undo', detail: { undoes: 'climb.edit', changed: 3, of: 4 } })
    expect(await correct({ ids, set: { feet_rule: 'Sans les mains' } })).toMatchObject({ status: 422, body: { errors: [{ path: 'set.feet_rule' }] } })
    expect((await correct({ ids, set: { grade_font: '12Z' } })).status).toBe(422)
    expect((await correct({ ids, set: {} })).status).toBe(422)
    expect((await correct({ set: { is_benchmark: true } })).status).toBe(422)
  })

  test('[MOD-5] hiding, restoring and an admin’s deletion are undone, each unless the climb changed since', async () => {
    const climb = await set('Aller et retour')
    const hidden = auditOf(await hide(climb, 'Essai.'))
    expect((await undo(hidden)).status).toBe(200)
    expect(await onFace(climb)).toBe(true)
    const again = auditOf(await hide(climb, 'Encore.'))
    const shown = auditOf(await show(climb))
    expect(await undo(again)).toMatchObject({ status: 409 })
    expect((await undo(shown)).status).toBe(200)
    expect((await binOf(owner))[climb.id]).toMatchObject({ state: 'hidden', reason: 'Encore.' })
    await show(climb)
    await remove(climb, admin, 'Par erreur.')
    const deletion = (await app.db.select().from(app.db.t.audit)).find(one => one.target_id === climb.id && one.action === 'climb.delete')
    expect((await undo(deletion?.id ?? '')).status).toBe(200)
    expect([await onFace(climb), (await binOf(owner))[climb.id]]).toEqual([true, undefined])
    await remove(climb, owner)
    const back = auditOf(await show(climb))
    expect((await undo(back)).status).toBe(200)
    expect((await binOf(owner))[climb.id]).toMatchObject({ state: 'deleted', by_me: true })
  })

  // It moves the clock by forty days, so it is the last.
  test('[MOD-6] an import updates a hidden climb without showing it, and the bin’s job leaves it', async () => {
    const ids = (await app.call('GET', '/api/climbs?search=caf%C3%A9')).body as { results: Climb[] }
    const [climb] = ids.results
    if (!climb) throw new Error('the small wall has it')
    await hide(climb, 'À vérifier.')
    const renamed = smallWall.climbs.map(one => (one.key === 'eclair' ? { ...one, name: 'Éclair au citron' } : one))
    const { value } = await app.services.transactions(guest, context =>
      importWall(context, { ...smallWall, climbs: renamed }, { keepDemo: true }),
    )
    expect(value.tallies.climbs).toMatchObject({ created: 0, updated: 1 })
    expect(await onFace(climb)).toBe(false)
    app.clock.advance(40 * 24 * 3600_000)
    await app.runJobs()
    expect((await listed('hidden')).find(one => one.climb.id === climb.id)?.climb.name).toBe('Éclair au citron')
    await act(`${climb.id}/restore`, {}, { apiKey: KEYS.admin })
    expect(await climbOf(climb)).toMatchObject({ name: 'Éclair au citron' })
  })
})
