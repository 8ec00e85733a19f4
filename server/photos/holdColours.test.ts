import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { HOLD_COLOURS, type HoldColour } from '../../shared/model/hold'
import { holdColours } from './holdColours'
import { medianColour, type Pixel } from './medianColour'
import { pixelsInside } from './pixelsInside'

const SEEN: Record<HoldColour, Pixel> = {
  red: [205, 40, 35], orange: [225, 125, 30], yellow: [235, 205, 40], green: [60, 190, 60], blue: [40, 90, 170], purple: [140, 60, 120],
  pink: [245, 120, 150], brown: [110, 65, 35], beige: [225, 200, 155], black: [50, 45, 42], grey: [150, 145, 140], white: [240, 238, 232],
}

describe('the colour of a hold', () => {
  it.each(HOLD_COLOURS)('[LABEL-6] is called %s', (colour) => {
    expect(medianColour([SEEN[colour]])).toBe(colour)
  })

  it('[LABEL-6] is that of most of its pixels, whatever chalk, screws and shade there are', () => {
    const red = Array.from({ length: 60 }, (_, i): Pixel => [180 + i, 30, i % 2 ? 20 : 45])
    const others: Pixel[] = [
      ...Array.from({ length: 20 }, (): Pixel => [250, 248, 244]),
      ...Array.from({ length: 20 }, (): Pixel => [20, 20, 20]),
    ]
    expect(medianColour([...others, ...red])).toBe('red')
    expect(medianColour([])).toBeNull()
  })

  it('[LABEL-6] is looked for inside the polygon alone, in a photo of any size', async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="1200"><rect width="2400" height="1200" fill="#9a938c"/>
      <rect x="200" y="200" width="100" height="100" fill="#cd2823"/><path d="M1000 200h120v120h-120z" fill="#285aaa"/></svg>`
    const bytes = await sharp(Buffer.from(svg)).jpeg({ quality: 92 }).toBuffer()
    const square = (x: number, y: number, side: number) =>
      [
        [x, y],
        [x + side, y],
        [x + side, y + side],
        [x, y + side],
      ]
        .map(corner => corner.join(','))
        .join(' ')
    const colours = await holdColours({ bytes, width: 2400 }, [
      { id: 1, polygon_str: square(190, 190, 120) },
      { id: 2, polygon_str: square(1000, 200, 120) },
      { id: 3, polygon_str: square(1600, 600, 80) },
      { id: 4, polygon_str: square(5000, 5000, 80) },
    ])
    expect([...colours]).toEqual([[1, 'red'], [2, 'blue'], [3, 'grey'], [4, null]])
  })
})

describe('the pixels inside an outline', () => {
  const bytes = new Uint8Array(10 * 10 * 3).map((_, i) => Math.floor(i / 3))

  it('are those whose middle it holds, within the photo', () => {
    const inside = pixelsInside({ width: 10, height: 10, bytes }, [{ x: -3, y: -3 }, { x: 2, y: -3 }, { x: 2, y: 2 }, { x: -3, y: 2 }])
    expect(inside.map(([at]) => at)).toEqual([0, 1, 10, 11])
  })

  it('leave out what an outline turns round', () => {
    const shape = [[0, 0], [6, 0], [6, 6], [4, 6], [4, 2], [2, 2], [2, 6], [0, 6]].map(([x = 0, y = 0]) => ({ x, y }))
    expect(pixelsInside({ width: 10, height: 10, bytes }, shape)).toHaveLength(28)
  })
})
