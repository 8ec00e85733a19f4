import { describe, expect, test } from 'vitest'
import { instant, instantOf, msOf } from '../../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../../tests/support/databases'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const later = instantOf(msOf(NOW) + 1000)

describe.each(DIALECTS)('the names in the log, on %s', (dialect) => {
  test('[AUDIT-3] [AUDIT-5] stay when things are renamed or deleted, and those of people who are gone go with time', async () => {
    const { stores, write, person } = await wallDatabase(dialect, () => NOW)
    const [nina, paul] = [await person('nina'), await person('paul')]
    const actor = { kind: 'user', id: nina, role: 'admin', name: 'nina' } as const
    await write(async inside => inside.stores.audit.append({ actor, action: 'user.mute', target: { kind: 'user', id: paul } }, NOW))
    await write(async (inside) => {
      await inside.stores.users.update(nina, { full_name: 'Nina Neuve' })
      await inside.stores.userData.deleteUser(paul)
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

  test('[AUDIT-3] a hold is named by its label', async () => {
    const { db, stores, write, person } = await wallDatabase(dialect, () => NOW)
    const actor = { kind: 'user', id: await person('nina'), role: 'admin', name: 'nina' } as const
    const [hold] = await db.select({ id: db.t.holds.id, label: db.t.holds.label }).from(db.t.holds).limit(1)
    if (!hold) throw new Error('no hold')
    await write(async inside =>
      inside.stores.audit.append({ actor, action: 'hold.lock', target: { kind: 'hold', id: String(hold.id) } }, NOW),
    )
    const [entry] = (await stores.audit.list({ action: 'hold.lock' }, { page: 1, page_size: 9 })).results
    expect((await stores.audit.namesOf([entry?.id ?? ''])).get(entry?.id ?? '')).toEqual({ actor: 'nina', target: hold.label })
  })
})
