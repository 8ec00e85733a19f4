import { describe, expect, it } from 'vitest'
import { DIALECTS, wallDatabase } from '../../tests/support/databases'
import { startSession } from '../usecases/accounts/session'
import { instant } from '../../shared/model/instant'
import { entitlementsOf, type Entitlement } from './entitlement'

const whyOf = ({ actor, ended }: Entitlement) => (ended ? ended.why : actor.kind)

describe.each(DIALECTS)('[RIGHT-5] whether somebody still is who they were, on %s', (dialect) => {
  async function ground() {
    const { stores, write, person } = await wallDatabase(dialect)
    const id = await person('belette')
    const { sessionId } = await write(context => startSession(context, { id, role: 'user' }, { label: '', address: null }))
    const user = { actor: { kind: 'user' as const, id }, sessionId }
    const { now } = await write(async ({ now }) => ({ now }))
    const ask = async (subjects: Parameters<typeof entitlementsOf>[0], at = now) =>
      entitlementsOf(subjects, { stores, config: { adminFactor: 'ask' }, now: at })
    return { stores, write, person, id, sessionId, user, ask }
  }

  it('is answered for each, in their order, with the rights of now', async () => {
    const { write, user, id, ask } = await ground()
    await write(({ stores: { apiKeys }, now }) =>
      apiKeys.insert({ id: 'k', name: 'station', scopes: ['read'], key_hash: 'h', created_at: now }),
    )
    const settings = { kind: 'key' as const, name: 'settings', scopes: ['admin' as const] }
    const answers = await ask([
      { actor: { kind: 'guest' }, sessionId: null },
      user,
      { actor: { kind: 'key', id: 'k' }, sessionId: null },
      { actor: settings, sessionId: null },
    ])
    expect(answers).toMatchObject([
      { actor: { kind: 'guest' } },
      { actor: { kind: 'user', id, isMuted: false } },
      { actor: { kind: 'key', name: 'station', scopes: ['read'] } },
      { actor: settings },
    ])
  })

  it('is no after the end of the session, with its reason, and after its time', async () => {
    const { write, user, id, ask } = await ground()
    expect((await ask([user], instant('9999-01-01T00:00:00.000000Z'))).map(whyOf)).toEqual(['session expired'])
    await write(({ stores: { sessions }, now }) => sessions.end({ userId: id }, 'password-changed', now))
    expect(await ask([user])).toEqual([{ actor: null, ended: { why: 'session ended', reason: 'password-changed' } }])
  })

  it('is no for another’s session, for none that exists, for nobody, and for a key that ended', async () => {
    const { write, person, user, sessionId, ask } = await ground()
    const other = await person('autre')
    await write(async ({ stores: { apiKeys }, now }) => {
      await apiKeys.insert({ id: 'k', name: 'station', scopes: ['read'], key_hash: 'h', created_at: now })
      await apiKeys.end('k', now)
    })
    const asked = [
      { actor: { kind: 'user' as const, id: other }, sessionId }, { ...user, sessionId: 'none' },
      { actor: { kind: 'user' as const, id: 'nobody' }, sessionId: null }, { actor: { kind: 'key' as const, id: 'k' }, sessionId: null },
    ]
    expect((await ask(asked)).map(whyOf)).toEqual(['session ended', 'session ended', 'unknown user', 'key ended'])
  })

  it('is no for who was deactivated, whatever their session says', async () => {
    const { write, user, id, ask } = await ground()
    await write(({ stores: { users }, now }) => users.update(id, { is_active: false, updated_at: now }))
    expect((await ask([user])).map(whyOf)).toEqual(['deactivated'])
  })
})
