import { expect, it } from 'vitest'
import { keyAction } from './keys'

const press = (key: string, ctrlKey = false) => keyAction({ key, ctrlKey, metaKey: false, altKey: false })

it('[WALL-3] walks, opens, leaves and zooms by keys', () => {
  expect(press('ArrowUp')).toEqual({ name: 'walk', direction: 'up' })
  expect(press('Enter')).toEqual({ name: 'open' })
  expect(press('Escape')).toEqual({ name: 'leave' })
  expect(press('+')).toMatchObject({ name: 'zoom' })
  expect(press('0')).toEqual({ name: 'reset' })
})

it("leaves the browser's own keys alone", () => {
  expect(press('0', true)).toBeNull()
  expect(press('j')).toBeNull()
})
