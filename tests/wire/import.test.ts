import { afterEach, describe, expect, it } from 'vitest'
import { guest } from '../../shared/access/actor'
import { importWall } from '../../server/usecases/imports/importWall'
import { startApp, type TestApp } from '../support/app'
import { smallWall } from '../support/wall'

let app: TestApp
afterEach(() => app.close())

describe('importing a wall', () => {
  it('[IMPORT-7] leaves a person alone who registered under the name that a setter would get', async () => {
    app = await startApp()
    const wall = smallWall
    const [setter] = wall.setters
    if (!setter) throw new Error('the test wall has no setter')
    const person = await app.register(`${setter.full_name}-${(setter.stokt_id ?? setter.key).slice(0, 8)}`)
    const { value } = await app.services.transactions(guest, context => importWall(context, wall, { keepDemo: true }))
    expect(value.tallies.setters.created).toBe(wall.setters.length)
    expect((await app.services.stores.climbs.idsBySetter(person.id))).toEqual([])
  })
})
