import { describe, expect, test } from 'vitest'
import { instant, type Instant, instantOf, msOf, NEVER } from '../../../../shared/model/instant'
import { DIALECTS, wallDatabase } from '../../../../tests/support/databases'

const NOW = instant('2026-05-01T12:00:00.000000Z')
const later = instantOf(msOf(NOW) + 1000)
const EVERYBODY = { userId: null, seesPrivate: true }

describe.each(DIALECTS)('an account that is about to be deleted, on %s', (dialect) => {
  test('[PEOPLE-12] has no name on climbs and tasks, and is not found by it', async () => {
    const { stores, write } = await wallDatabase(dialect, () => NOW)
    const named = async () => (await stores.climbs.list({ search: 'elephant' }, EVERYBODY, { page: 1, page_size: 9 })).results
    const [climb] = await named()
    if (!climb?.setter_id) throw new Error('the wall has no such setter')
    const setter = climb.setter_id
    const task = {
      id: 't',
      face_id: climb.face_id,
      hold_id: 101,
      kind: 'brush' as const,
      note: null,
      asked_by_id: setter,
      asked_at: NOW,
      done_by_id: null,
      done_at: null,
    }
    await write(async (inside) => {
      await inside.stores.tasks.insert(task)
      await inside.stores.users.update(setter, { deletes_at: later })
    })
    expect([
      await named(),
      (await stores.climbs.rows([climb.id]))[0]?.setter_name,
      (await stores.tasks.rows(['t'], NEVER))[0]?.asked_by_name,
    ]).toEqual([[], null, null])
    await write(inside => inside.stores.users.update(setter, { deletes_at: null }))
    expect([(await named())[0]?.setter_name, (await stores.tasks.rows(['t'], NEVER))[0]?.asked_by_name]).toEqual([
      'Éléphant Agile',
      'Éléphant Agile',
    ])
  })

  test('[PEOPLE-5] goes once its week is over and not before, unless it was kept meanwhile', async () => {
    const { stores, write, person } = await wallDatabase(dialect, () => NOW)
    const [going, staying] = [await person('partante'), await person('restante')]
    await write(inside => inside.stores.users.update(going, { deletes_at: later }))
    expect([await stores.users.leaving(NOW), await stores.users.leaving(later)]).toEqual([[], [going]])
    const locked = (id: string, at: Instant) => write(async inside => (await inside.stores.users.lockLeaving(id, at))?.id ?? null)
    expect([await locked(going, NOW), await locked(going, later), await locked(staying, later)]).toEqual([null, going, null])
  })
})
