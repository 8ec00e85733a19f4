import { beforeEach, describe, expect, it } from 'vitest'
import { useFaces } from './facesStore'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useSelection } from './selectionStore'
import { faceFeed } from '../../shared/feedName'

let fake = fakeConnection()

const chosen = (): number[] => [...useSelection().ids].sort((a, b) => a - b)
const around = (left: number, right: number) => [{ x: left, y: 0 }, { x: right, y: 0 }, { x: right, y: 100 }, { x: left, y: 100 }]

beforeEach(() => {
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
  useFaces().choose('f')
  fake.step(faceFeed('f'), [1, 2, 3, 4].map(id => put('hold', String(id), { id, centroid_x: id * 100, centroid_y: 50 })))
  useSelection().start(null)
})

describe('choosing several holds', () => {
  it('[CHOOSE-1] takes a hold in by a tap, and off by another', () => {
    const selection = useSelection()
    selection.toggle(2)
    selection.toggle(4)
    expect(chosen()).toEqual([2, 4])
    selection.toggle(2)
    expect(chosen()).toEqual([4])
  })

  it('[CHOOSE-1] takes in what a line is drawn around, and off what was all chosen', () => {
    const selection = useSelection()
    selection.surround(around(50, 250))
    expect(chosen()).toEqual([1, 2])
    selection.surround(around(150, 350))
    expect(chosen()).toEqual([1, 2, 3])
    selection.surround(around(50, 250))
    expect(chosen()).toEqual([3])
    selection.surround(around(0, 10))
    expect(chosen()).toEqual([3])
  })

  it('begins with the hold that was open, and ends with the face', async () => {
    const selection = useSelection()
    selection.start(3)
    expect(chosen()).toEqual([3])
    useFaces().choose('g')
    await Promise.resolve()
    expect(selection.isOn).toBe(false)
    expect(chosen()).toEqual([])
  })
})
