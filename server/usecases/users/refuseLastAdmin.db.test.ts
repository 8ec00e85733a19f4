import { describe, expect, test } from 'vitest'
import { DIALECTS, wallDatabase } from '../../../tests/support/databases'
import { refuseLastAdmin } from './refuseLastAdmin'

describe.each(DIALECTS)('the last admin on %s', (dialect) => {
  test('[PEOPLE-6] stays one, while one of two may go', async () => {
    const { person, write } = await wallDatabase(dialect)
    const [first, second] = [await person('first'), await person('second')]
    const promote = (id: string) => write(({ stores }) => stores.users.update(id, { role: 'admin' }))
    const leave = (id: string) => write(({ stores }) => refuseLastAdmin(stores, id))
    await promote(first)
    await expect(leave(first)).rejects.toMatchObject({ code: 'last_admin' })
    await promote(second)
    await expect(leave(first)).resolves.toBeUndefined()
  })

  test('[PEOPLE-6] does not keep others from leaving', async () => {
    const { person, write } = await wallDatabase(dialect)
    const [admin, member] = [await person('admin1'), await person('member')]
    await write(({ stores }) => stores.users.update(admin, { role: 'admin' }))
    await expect(write(({ stores }) => refuseLastAdmin(stores, member))).resolves.toBeUndefined()
  })
})
