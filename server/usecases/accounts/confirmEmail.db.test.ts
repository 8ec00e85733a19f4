import { describe, expect, test } from 'vitest'
import { guest } from '../../../shared/access/actor'
import { instant, instantOf, msOf } from '../../../shared/model/instant'
import { accountParts } from '../../../tests/support/accountParts'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { runAs } from '../../../tests/support/runAs'
import { hashOf } from '../../auth/tokens'
import { changeEmail } from '../users/changeEmail'
import { confirmEmail } from './confirmEmail'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const TOMORROW = instantOf(msOf(NOW) + 24 * 3600 * 1000)

async function mailing(dialect: Dialect) {
  const wall = await wallDatabase(dialect, () => NOW)
  const id = await wall.person('belette')
  const { services, asked } = accountParts()
  const user = async () => {
    const found = await wall.stores.users.byId(id)
    if (!found) throw new Error('the account is gone')
    return found
  }
  /** A letter's link that proves an address of the account. */
  const link = async (token: string, email: string) => {
    const proof = { token_hash: hashOf(token), user_id: id, email, expires_at: TOMORROW }
    await wall.write(({ stores, now }) => stores.confirmations.replace(proof, now))
    return token
  }
  const ask = async (email: string) => {
    const asking = await user()
    return wall.write(context => changeEmail(context, asking, email, 'fr'))
  }
  const confirm = (token: string) => runAs(wall, { actor: guest, services }, confirmEmail, { token })
  const letters = async () => (await wall.db.select().from(wall.db.t.mails)).map(({ kind }) => kind).sort()
  return { ...wall, id, user, link, ask, confirm, letters, asked }
}

describe.each(DIALECTS)('confirming an address on %s', (dialect) => {
  test('[EMAIL-2] the link of the account’s own address confirms it once, and says later that it is confirmed', async () => {
    const { user, link, confirm, asked } = await mailing(dialect)
    await link('first', 'belette@example.org')
    expect(await confirm('first')).toMatchObject({ email: 'belette@example.org' })
    expect((await user()).email_confirmed).toBe(true)
    expect(await confirm('first')).toMatchObject({ already_confirmed: true })
    expect(asked).toContain('mail')
  })

  test('[EMAIL-1] a waiting address replaces the old one, which is told', async () => {
    const { user, link, ask, confirm, letters } = await mailing(dialect)
    await ask('nouvelle@example.org')
    expect(await user()).toMatchObject({ email: 'belette@example.org', pending_email: 'nouvelle@example.org' })
    await confirm(await link('second', 'nouvelle@example.org'))
    expect(await user()).toMatchObject({ email: 'nouvelle@example.org', pending_email: null, email_confirmed: true })
    expect(await letters()).toEqual(['confirmEmail', 'emailAsked', 'emailChanged'])
  })

  test('[LIMIT-62] a code that is wrong, too old or for another address is refused and counted as a wrong one', async () => {
    const { link, confirm, asked, user } = await mailing(dialect)
    await link('elsewhere', 'ailleurs@example.org')
    for (const token of ['none', 'elsewhere']) await expect(confirm(token)).rejects.toMatchObject({ code: 'confirm_invalid' })
    expect(asked).toEqual(['pay wrongCode', 'pay wrongCode'])
    expect(await user()).toMatchObject({ email: 'belette@example.org', email_confirmed: false })
  })

  test('[EMAIL-7] asking for one’s present address changes nothing, and another’s is taken', async () => {
    const { ask, user, letters, person } = await mailing(dialect)
    await person('hermine')
    await ask('belette@example.org')
    expect(await user()).toMatchObject({ pending_email: null })
    await expect(ask('hermine@example.org')).rejects.toMatchObject({ code: 'taken' })
    expect(await letters()).toEqual([])
  })
})
