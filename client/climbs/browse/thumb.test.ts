import { describe, expect, it } from 'vitest'
import type { Hold } from '../../../shared/model/hold'
import { dotsOf } from './thumb'

const hold: Hold = {
  id: 7, centroid_x: 1000, centroid_y: 1500, stokt_id: null, polygon_str: '', path_str: '', area: 0, touch_polygon_str: '',
  centroid_str: '', top_polygon_str: '', center_tape_str: '', right_tape_str: '', left_tape_str: '', label: '', colour: null, removed_at: null,
}

describe('the dots of a thumbnail', () => {
  it('puts each hold where it is on the wall, in small, and leaves out holds that are not there', () => {
    const dots = dotsOf([{ hold_id: 7, role: 'S' }, { hold_id: 8, role: 'T' }], new Map([[7, hold]]), 0.02)
    expect(dots).toEqual([{ x: 20, y: 30, role: 'S' }])
  })
})
