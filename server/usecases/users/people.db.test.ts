import { describe, expect, it } from 'vitest'
import { migratedEnvironments } from '../../../tests/support/environments'
import { guest } from '../../../shared/access/actor'
import { instant } from '../../../shared/model/instant'
import { hashOf } from '../../auth/tokens'
import { withCliContext } from '../../cli/cliContext'
import { storesOn, type Stores } from '../../db/stores/stores'
import type { Database } from '../../db/database'
import { createAccount } from '../accounts/createAccount'

const NOW = instant('2026-03-01T10:00:00.000000Z')
const DAY = instant('2026-03-02T10:00:00.000000Z')

describe.each(['sqlite', 'postgres'] as const)('people on %s', (kind) => {
  const at = async <T,>(
    work: (parts: { stores: Stores; db: Database; user: (name: string, role?: 'user' | 'admin') => Promise<string> }) => Promise<T>,
  ) =>
    withCliContext(await migratedEnvironments[kind](), ({ db, transactions }) =>
      work({
        db,
        stores: storesOn(db),
        user: async (name, role = 'user') =>
          (
            await transactions(guest, context =>
              createAccount(context, { email: `${name}@example.org`, username: name, full_name: name, password_hash: 'x', role }),
            )
          ).value,
      }),
    )

  it('[PEOPLE-2] finds users whatever the accents, by name or address, in the order of their names', () => at(async ({ stores, user }) => {
    for (const name of ['Zébu', 'Âne', 'bouc_100%']) await user(name)
    const names = async (search?: string) =>
      (await stores.users.list({ search }, { page: 1, page_size: 10 })).results.map(({ username }) => username)
    expect(await names()).toEqual(['Âne', 'bouc_100%', 'Zébu'])
    expect(await names('zebu')).toEqual(['Zébu'])
    expect(await names('_100%')).toEqual(['bouc_100%'])
    expect(await names('@EXAMPLE')).toHaveLength(3)
    expect(await stores.users.list({}, { page: 2, page_size: 2 })).toMatchObject({ count: 3, results: [{ username: 'Zébu' }] })
  }))

  it('[PEOPLE-6] admins who leave at the same moment see each other', () => at(async ({ db, stores, user }) => {
    const ids = [await user('un', 'admin'), await user('deux', 'admin')]
    const leave = (id: string) => db.transaction(async (tx) => {
      const { users } = storesOn(tx)
      if ((await users.lockAdmins()).length === 1) throw new Error('last')
      await users.update(id, { role: 'user' })
    })
    await Promise.allSettled(ids.map(leave))
    expect(await stores.users.hasAdmin()).toBe(true)
  }))

  it('[PEOPLE-9] the last use of an invitation goes to one of two', () => at(async ({ db, stores }) => {
    await db.transaction(tx =>
      storesOn(tx).invites.insert({ id: 'i', token_hash: hashOf('token'), uses: 1, uses_left: 1, created_at: NOW, expires_at: DAY }),
    )
    const use = () => db.transaction(tx => storesOn(tx).invites.use(hashOf('token'), NOW))
    expect((await Promise.all([use(), use()])).filter(used => used !== null)).toEqual(['i'])
    expect((await stores.invites.list())[0]).toMatchObject({ uses_left: 0 })
    expect(await db.transaction(tx => storesOn(tx).invites.end('i', NOW))).toBe(true)
    expect(await db.transaction(tx => storesOn(tx).invites.end('i', NOW))).toBe(false)
  }))

  it('[KEY-1] a key is found by its hash until it ends', () => at(async ({ db, stores }) => {
    await db.transaction(tx =>
      storesOn(tx).apiKeys.insert({ id: 'k', name: 'k', scopes: ['read', 'import'], key_hash: 'hash', created_at: NOW }),
    )
    await db.transaction(tx => storesOn(tx).apiKeys.markUsed('k', NOW))
    expect(await stores.apiKeys.byHash('hash')).toMatchObject({ scopes: ['read', 'import'], last_used_at: NOW })
    await db.transaction(tx => storesOn(tx).apiKeys.end('k', NOW))
    expect(await stores.apiKeys.byHash('hash')).toBeNull()
    expect(await stores.apiKeys.list()).toHaveLength(1)
    expect(await stores.apiKeys.current()).toEqual([])
  }))

  it('[PEOPLE-5] a user who is deleted takes avatar and claims along; what imports call them stays, without them', () => at(async ({ db, stores, user }) => {
    const [me, other] = [await user('parti'), await user('reste')]
    await db.transaction(async (tx) => {
      const inside = storesOn(tx)
      await inside.avatars.put(me, { name: 'n', bytes: Buffer.from('picture') })
      await inside.claims.make({ id: 'c', user_id: other, setter_id: me }, NOW)
      await inside.claims.setAlias('name:ancien', me)
    })
    expect((await stores.avatars.get(me))?.bytes.toString()).toBe('picture')
    expect(await stores.claims.aliases(['name:ancien', 'name:none'])).toEqual(new Map([['name:ancien', me]]))
    await db.transaction(tx => storesOn(tx).userData.deleteUser(me))
    expect(await stores.avatars.get(me)).toBeNull()
    expect(await stores.claims.open()).toEqual([])
    expect(await stores.claims.aliases(['name:ancien'])).toEqual(new Map([['name:ancien', null]]))
  }))

  it('[AUDIT-1] the log is filtered and paged, newest first', () => at(async ({ db, stores }) => {
    await db.transaction(async (tx) => {
      const { audit } = storesOn(tx)
      await audit.append(
        { actor: { kind: 'key', id: 'k', name: 'phone', scopes: [] }, action: 'user.demote', target: { kind: 'user', id: 'u' } },
        NOW,
      )
      await audit.append(
        {
          actor: { kind: 'user', id: 'a', role: 'admin', name: '' },
          action: 'user.demote',
          target: { kind: 'user', id: 'v' },
          detail: { reason: 'é' },
        },
        DAY,
      )
      await audit.append({ actor: { kind: 'cli' }, action: 'username.demote', target: { kind: 'user', id: 'u' } }, DAY)
    })
    const ids = async (filter: Parameters<typeof stores.audit.list>[0]) =>
      (await stores.audit.list(filter, { page: 1, page_size: 9 })).results.map(event => event.actor_id)
    expect(await ids({ action: 'user' })).toEqual(['a', 'k'])
    expect(await ids({ action: 'user.demote', target: 'u' })).toEqual(['k'])
    expect(await ids({ actor: 'a', since: DAY })).toEqual(['a'])
    expect(await stores.audit.list({}, { page: 3, page_size: 1 })).toMatchObject({ count: 3, results: [{ actor_id: 'k' }] })
  }))
})
