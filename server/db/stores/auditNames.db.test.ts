import { describe, expect, test } from 'vitest'
import { instantOf, msOf } from '../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../tests/support/databases'

const NOW = '2026-05-01T12:00:00.000000Z'
const later = instantOf(msOf(NOW) + 1000)

describe.each(DIALECTS)('the names in the log, on %s', (dialect) => {
  test('[AUDIT-3] [AUDIT-5] stay when things are renamed or deleted, and those of people who are gone go with time', async () => {
    const { stores, write, person } = await wallDatabase(dialect, () => NOW)
    const [nina, paul] = [await person('nina'), await person('paul')]
    const actor = { kind: 'user', id: nina, role: 'admin', name: 'nina' } as const
    await write(async inside => inside.stores.audit.append({ actor, action: 'user.mute', target: { kind: 'user', id: paul } }, NOW))
    await write(async (inside) => {
      await inside.stores.users.update(nina, { full_name: 'Nina Neuve' })
      await inside.stores.belongings.deleteUser(paul)
    })
    const names = async () => {
      const [entry] = (await stores.audit.list({ action: 'user.mute' }, { page: 1, page_size: 9 })).results
      return (await stores.audit.namesOf([entry?.id ?? ''])).get(entry?.id ?? '')
    }
    expect(await names()).toEqual({ actor: 'nina', target: 'paul' })
    await write(inside => inside.stores.audit.forgetNames(NOW))
    expect(await names()).toEqual({ actor: 'nina', target: 'paul' })
    await write(inside => inside.stores.audit.forgetNames(later))
    expect(await names()).toEqual({ actor: 'nina' })
  })
})
