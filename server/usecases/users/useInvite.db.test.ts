import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { hashOf } from '../../auth/tokens'
import type { Config } from '../../config/config'
import { instant } from '../../../shared/model/instant'
import { useInvite } from './useInvite'

const MADE = instant('2030-06-01T10:00:00.000000Z')
const USED = instant('2030-06-02T10:00:00.000000Z')
const ENDS = instant('2030-06-03T10:00:00.000000Z')

async function invited(dialect: Dialect, uses: number) {
  const { stores, write } = await wallDatabase(dialect)
  const invite = { id: 'i', token_hash: hashOf('token'), uses, uses_left: uses, created_at: MADE, expires_at: ENDS }
  await write(context => context.stores.invites.insert(invite))
  const use = (registration: Config['registration'], token?: string, now = USED) =>
    write(context => useInvite({ ...context, now, config: { ...context.config, registration } }, token))
  const left = async () => (await stores.invites.list())[0]?.uses_left
  return { use, left }
}

describe.each(DIALECTS)('an invitation on %s', (dialect) => {
  test('[PEOPLE-9] registers as many as it says, and then nobody', async () => {
    const { use, left } = await invited(dialect, 2)
    await use('invite', 'token')
    await use('invite', 'token')
    await expect(use('invite', 'token')).rejects.toMatchObject({ code: 'invite_invalid' })
    expect(await left()).toBe(0)
  })

  test('[PEOPLE-9] is refused after its day, and an unknown one always', async () => {
    const { use, left } = await invited(dialect, 2)
    await expect(use('invite', 'token', ENDS)).rejects.toMatchObject({ code: 'invite_invalid' })
    await expect(use('invite', 'another')).rejects.toMatchObject({ code: 'invite_invalid' })
    expect(await left()).toBe(2)
  })

  test('[PEOPLE-9] opens no registration that is closed, and is needed where only invited people register', async () => {
    const { use } = await invited(dialect, 2)
    await expect(use('closed', 'token')).rejects.toMatchObject({ code: 'registration_closed' })
    await expect(use('invite')).rejects.toMatchObject({ code: 'registration_closed' })
  })

  test('[PEOPLE-9] counts also where everybody may register, and needs not be valid there', async () => {
    const { use, left } = await invited(dialect, 1)
    await use('open', 'token')
    await use('open', 'token')
    await use('open')
    expect(await left()).toBe(0)
  })
})
