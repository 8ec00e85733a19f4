import { describe, expect, test } from 'vitest'
import { guest } from '../../../shared/access/actor'
import { instant, instantOf, msOf } from '../../../shared/model/instant'
import { accountParts } from '../../../tests/support/accountParts'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { runAs } from '../../../tests/support/runAs'
import { hashOf } from '../../auth/tokens'
import { confirmReset } from './confirmReset'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const inMinutes = (minutes: number) => instantOf(msOf(NOW) + minutes * 60_000)
const PASSWORD = 'volume-bleu-du-haut-9'

async function forgetting(dialect: Dialect) {
  const wall = await wallDatabase(dialect, () => NOW)
  const id = await wall.person('belette')
  const { services, asked } = accountParts()
  const code = async (token: string, expires_at = inMinutes(30)) => {
    await wall.write(({ stores, now }) => stores.resets.replace({ token_hash: hashOf(token), user_id: id, expires_at }, now))
    return token
  }
  const choose = (token: string, new_password = PASSWORD) => runAs(wall, { actor: guest, services }, confirmReset, { token, new_password })
  const user = async () => wall.stores.users.byId(id)
  return { ...wall, id, code, choose, user, asked }
}

describe.each(DIALECTS)('choosing a password with a code on %s', (dialect) => {
  test('[ACCOUNT-10] works once, proves the address, and has open pages checked', async () => {
    const { id, code, choose, user, asked } = await forgetting(dialect)
    await code('once')
    await choose('once')
    expect(await user()).toMatchObject({ password_hash: `hashed ${PASSWORD}`, email_confirmed: true })
    expect(asked).toEqual(['pay codeTried', `recheck ${id}`, 'mail'])
    await expect(choose('once')).rejects.toMatchObject({ code: 'reset_invalid' })
  })

  test('[ACCOUNT-10] of two uses at the same moment one wins', async () => {
    const { code, choose } = await forgetting(dialect)
    await code('twice')
    const outcomes = await Promise.allSettled([choose('twice'), choose('twice', 'volume-rouge-du-bas-7')])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('[ACCOUNT-8] a weak password does not spend the code', async () => {
    const { code, choose, user } = await forgetting(dialect)
    await code('patient')
    await expect(choose('patient', 'trop-court')).rejects.toMatchObject({ code: 'weak_password' })
    expect(await user()).toMatchObject({ password_hash: 'x' })
    await choose('patient')
    expect(await user()).toMatchObject({ password_hash: `hashed ${PASSWORD}` })
  })

  test('[ACCOUNT-10] a code that expired, an older one and that of a deactivated account are refused', async () => {
    const { id, code, choose, write, asked } = await forgetting(dialect)
    await code('old', inMinutes(-1))
    await expect(choose('old')).rejects.toMatchObject({ code: 'reset_invalid' })
    await code('older')
    await code('newer')
    await expect(choose('older')).rejects.toMatchObject({ code: 'reset_invalid' })
    await write(({ stores }) => stores.users.update(id, { is_active: false }))
    await expect(choose('newer')).rejects.toMatchObject({ code: 'reset_invalid' })
    expect(asked).toEqual(['pay wrongCode', 'pay wrongCode', 'pay wrongCode'])
  })
})
