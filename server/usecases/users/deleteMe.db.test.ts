import { describe, expect, test } from 'vitest'
import type { UserRole } from '../../../shared/model/user'
import { instant, instantOf, msOf } from '../../../shared/model/instant'
import { accountParts } from '../../../tests/support/accountParts'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { runAs } from '../../../tests/support/runAs'
import { asUser } from '../../../tests/support/writeAs'
import { askDeletion, deleteMe, keepAccount } from './deleteMe'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const IN_A_WEEK = instantOf(msOf(NOW) + 7 * 24 * 3600 * 1000)

async function leaving(dialect: Dialect, role: UserRole = 'user') {
  const wall = await wallDatabase(dialect, () => NOW)
  const id = await wall.person('belette')
  await wall.write(({ stores }) => stores.users.update(id, { password_hash: 'hashed prise-verte', role }))
  const { services, asked } = accountParts()
  const running = { actor: asUser(id, role), services }
  const ask = (current_password = 'prise-verte') => runAs(wall, running, askDeletion, { current_password })
  const leave = () => runAs(wall, running, deleteMe, {})
  const user = async () => {
    const found = await wall.stores.users.byId(id)
    if (!found) throw new Error('the account is gone')
    return found
  }
  return { ...wall, id, ask, leave, user, asked }
}

describe.each(DIALECTS)('asking for one’s account to be deleted on %s', (dialect) => {
  test('[PEOPLE-12] begins a week of grace, with a letter, and open pages are checked', async () => {
    const { id, ask, user, asked, db } = await leaving(dialect)
    expect(await ask()).toEqual({ deletes_at: IN_A_WEEK })
    expect((await user()).deletes_at).toBe(IN_A_WEEK)
    expect(asked).toEqual([`recheck ${id}`, 'mail'])
    expect((await db.select().from(db.t.mails)).map(({ kind }) => kind)).toEqual(['accountLeaving'])
  })

  test('[PEOPLE-12] needs the right password', async () => {
    const { ask, user } = await leaving(dialect)
    await expect(ask('prise-rouge')).rejects.toMatchObject({ code: 'wrong_password' })
    expect((await user()).deletes_at).toBeNull()
  })

  test('[PEOPLE-12] an app that only deletes begins the same week', async () => {
    const { leave, user } = await leaving(dialect)
    await leave()
    expect((await user()).deletes_at).toBe(IN_A_WEEK)
  })

  test('[PEOPLE-6] is refused to the last admin', async () => {
    const { ask, user } = await leaving(dialect, 'admin')
    await expect(ask()).rejects.toMatchObject({ code: 'last_admin' })
    expect((await user()).deletes_at).toBeNull()
  })

  test('[PEOPLE-13] is taken back by logging in, which stands in the log once', async () => {
    const { id, ask, user, write, stores } = await leaving(dialect)
    await ask()
    for (let times = 0; times < 2; times++) {
      const found = await user()
      await write(context => keepAccount(context, found))
    }
    expect((await user()).deletes_at).toBeNull()
    const { results } = await stores.audit.list({ target: id }, { page: 1, page_size: 9 })
    expect(results.map(({ action }) => action).sort()).toEqual(['account.deletion_asked', 'account.deletion_undone'])
  })
})
