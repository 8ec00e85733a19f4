import { instant, instantOf } from '../../../../shared/model/instant'
import { describe, expect, it } from 'vitest'
import { DIALECTS, wallDatabase } from '../../../../tests/support/databases'
import type { Stores } from '../stores'

const NOW = instant('2030-03-01T10:00:00.000000Z')
const SOON = instant('2030-03-01T10:00:30.000000Z')
const HOUR = instant('2030-03-01T11:00:00.000000Z')
const DAY = instant('2030-03-02T10:00:00.000000Z')

describe.each(DIALECTS)('accounts on %s', (dialect) => {
  /** Two people, and what of either is written in one transaction. */
  const at = async () => {
    const { stores, write, person } = await wallDatabase(dialect)
    const [me, other] = [await person('moi'), await person('autre')]
    return { stores, me, other, inside: <T>(work: (stores: Stores) => Promise<T>) => write(context => work(context.stores)) }
  }
  const session = (id: string, user_id: string, values: object = {}) => ({
    id,
    user_id,
    label: 'Firefox',
    address: null,
    created_at: NOW,
    used_at: NOW,
    expires_at: DAY,
    ...values,
  })

  it('[SESSION-2] a session lives until it is ended or over, and of several ends one counts', async () => {
    const { stores, me, other, inside } = await at()
    for (const [id, whose] of [['a', me], ['b', me], ['c', other]] as const) await stores.sessions.insert(session(id, whose))
    await stores.sessions.use('b', { address: '192.0.2.1', label: 'Safari' }, SOON)
    expect((await stores.sessions.livingOf(me, SOON, NOW)).map(({ id }) => id)).toEqual(['b'])
    expect((await stores.sessions.livingOf(me, SOON, instant('2030-01-01T00:00:00.000000Z'))).map(({ id }) => id)).toEqual(['b', 'a'])
    const ends = await Promise.all(
      [1, 2].map(() => inside(({ sessions }) => sessions.end({ userId: me, except: 'b' }, 'logged-out', HOUR))),
    )
    expect(ends.flat()).toEqual(['a'])
    expect([...(await stores.sessions.states(['a', 'b', 'c', 'none'])).values()].sort((x, y) => (x.id < y.id ? -1 : 1))).toEqual([
      { id: 'a', user_id: me, ended_at: HOUR, end_reason: 'logged-out', expires_at: DAY },
      { id: 'b', user_id: me, ended_at: null, end_reason: null, expires_at: DAY },
      { id: 'c', user_id: other, ended_at: null, end_reason: null, expires_at: DAY },
    ])
    expect(await stores.sessions.use('a', { address: null }, HOUR)).toBe(false)
    expect([await stores.sessions.knows(me, 'Safari'), await stores.sessions.knows(other, 'Safari')]).toEqual([
      { user: true, device: true },
      { user: true, device: false },
    ])
  })

  it('[ACCOUNT-4] a session has a family of tokens, each used first once, whose oldest can be let go', async () => {
    const { stores, me, inside } = await at()
    const token = (token_hash: string, parent_hash: string | null) => ({
      token_hash,
      parent_hash,
      user_id: me,
      family_id: 'f',
      created_at: NOW,
      expires_at: DAY,
      family_expires_at: DAY,
    })
    for (const [hash, parent] of [['1', null], ['2a', '1'], ['2b', '1']] as const) await stores.tokens.insert(token(hash, parent))
    const firsts = await Promise.all([1, 2].map(() => inside(({ tokens }) => tokens.markUsed('2a', SOON))))
    expect(firsts.sort()).toEqual([false, true])
    expect((await stores.tokens.family('f')).filter(({ token_hash }) => token_hash !== '2b')).toEqual(expect.arrayContaining([
      { token_hash: '1', parent_hash: null, used_at: null }, { token_hash: '2a', parent_hash: '1', used_at: SOON },
    ]))
    await stores.tokens.forgetOlder([{ token_hash: '2b' }])
    expect(await stores.tokens.family('f')).toHaveLength(2)
    await stores.tokens.forget(instant('2030-04-01T00:00:00.000000Z'))
    expect(await stores.tokens.byHash('1')).toBeNull()
  })

  it('[LIMIT-63] of the answers kept for somebody the newest stay, as many and as much as they may have', async () => {
    const { stores } = await at()
    const moment = (n: number) => instantOf(Date.UTC(2030, 0, 1) + n)
    const keep = (actor: string, n: number) =>
      stores.answers.keep({ actor, key: `k${n}` }, { request_hash: 'h', sealed: 'x'.repeat(100) }, moment(n))
    for (let n = 0; n < 10; n++) for (const actor of ['user:a', 'user:b']) await keep(actor, n)
    const left = async (actor: string) =>
      (
        await Promise.all(Array.from({ length: 10 }, async (_, n) => ((await stores.answers.get({ actor, key: `k${n}` })) ? [n] : [])))
      ).flat()
    await stores.answers.forgetBeyond('user:a', { rows: 20, bytes: 1000 })
    expect(await left('user:a')).toHaveLength(10)
    await stores.answers.forgetBeyond('user:a', { rows: 7, bytes: 1000 })
    expect(await left('user:a')).toEqual([3, 4, 5, 6, 7, 8, 9])
    await stores.answers.forgetBeyond('user:a', { rows: 7, bytes: 350 })
    expect(await left('user:a')).toEqual([7, 8, 9])
    expect(await left('user:b')).toHaveLength(10)
  })

  it('[ACCOUNT-10] a reset works once and in time, the newest only; nobody’s helps nobody', async () => {
    const { stores, me, inside } = await at()
    await stores.resets.replace({ token_hash: 'old', user_id: me, expires_at: HOUR }, NOW)
    await stores.resets.replace({ token_hash: 'new', user_id: me, expires_at: HOUR }, SOON)
    await stores.resets.replace({ token_hash: 'nobody', user_id: null, expires_at: HOUR }, SOON)
    expect(await Promise.all(['old', 'new', 'nobody'].map(hash => stores.resets.userOf(hash, SOON)))).toEqual([null, me, null])
    expect(await stores.resets.userOf('new', HOUR)).toBeNull()
    const uses = await Promise.all([1, 2].map(() => inside(({ resets }) => resets.use('new', SOON))))
    expect(uses.sort()).toEqual([false, true])
    await stores.resets.replace({ token_hash: 'third', user_id: me, expires_at: HOUR }, SOON)
    await stores.resets.endAll(me, SOON)
    expect(await stores.resets.use('third', SOON)).toBe(false)
  })

  it('[EMAIL-2] a confirmation works once and in time, the newest only', async () => {
    const { stores, me, inside } = await at()
    const link = (token_hash: string) =>
      stores.confirmations.replace({ token_hash, user_id: me, email: `${token_hash}@example.org`, expires_at: HOUR }, NOW)
    await link('old')
    await link('new')
    expect([await stores.confirmations.use('old', SOON), await stores.confirmations.use('new', HOUR)]).toEqual([null, null])
    const uses = await Promise.all([1, 2].map(() => inside(({ confirmations }) => confirmations.use('new', SOON))))
    expect(uses.filter(used => used !== null)).toEqual([{ user_id: me, email: 'new@example.org' }])
  })

  it('[MAIL-1] a letter is queued once under its key, and one of several senders gets it', async () => {
    const { stores, me, inside } = await at()
    const queue = (id: string, key: string) =>
      stores.mails.queue({ id, user_id: me, kind: 'newDevice', key, sealed: 's', expires_at: DAY }, NOW)
    await queue('1', 'same')
    await queue('2', 'same')
    const due = await stores.mails.due(NOW, 9)
    expect(due.map(({ id }) => id)).toEqual(['1'])
    const claims = await Promise.all([1, 2].map(() => inside(({ mails }) => mails.claim({ id: '1', attempts: 0 }, HOUR))))
    expect(claims.sort()).toEqual([false, true])
    expect([await stores.mails.due(SOON, 9), (await stores.mails.due(HOUR, 9)).length]).toEqual([[], 1])
    await stores.mails.finish('1', SOON, null)
    expect(await stores.mails.ofUser(me)).toEqual([{ kind: 'newDevice', created_at: NOW, done_at: SOON }])
  })

  it('[PEOPLE-5] who leaves takes sessions, links and letters along', async () => {
    const { stores, me, inside } = await at()
    await stores.sessions.insert(session('a', me))
    await stores.resets.replace({ token_hash: 'r', user_id: me, expires_at: HOUR }, NOW)
    await stores.confirmations.replace({ token_hash: 'c', user_id: me, email: 'x@example.org', expires_at: HOUR }, NOW)
    await stores.mails.queue({ id: 'm', user_id: me, kind: 'newDevice', key: 'k', sealed: 's', expires_at: DAY }, NOW)
    await inside(({ userData }) => userData.deleteUser(me))
    expect([
      (await stores.sessions.states(['a'])).size,
      await stores.resets.userOf('r', SOON),
      await stores.confirmations.use('c', SOON),
      await stores.mails.due(SOON, 9),
    ]).toEqual([0, null, null, []])
  })

  it('[PEOPLE-7] a claim asked for twice is the first one, whatever became of it', async () => {
    const { stores, me, other } = await at()
    await stores.claims.make({ id: '1', user_id: me, setter_id: other }, NOW)
    await stores.claims.reject('1', SOON)
    expect(await stores.claims.make({ id: '2', user_id: me, setter_id: other }, HOUR)).toMatchObject({
      id: '1',
      state: 'rejected',
      created_at: NOW,
    })
    expect([await stores.claims.open(), (await stores.claims.ofUser(me)).length]).toEqual([[], 1])
  })
})
