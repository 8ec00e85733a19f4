import type { HoldColour } from '../../shared/model/hold'

/** Red, green and blue, 0 to 255 each. */
export type Pixel = readonly [number, number, number]

interface Seen {
  saturation: number
  value: number
  /** Degrees round the colour wheel; null for grey. */
  hue: number | null
}

/** Each name ends at this hue, in degrees. */
const HUES: readonly (readonly [number, HoldColour])[] = [
  [14, 'red'],
  [42, 'orange'],
  [68, 'yellow'],
  [168, 'green'],
  [255, 'blue'],
  [356, 'purple'],
  [360, 'red'],
]
/** From here on a pixel counts as coloured; chalk, shade and wall stay below. */
const COLOURED = 0.42
/** The least share of a coloured hold's pixels that are coloured. */
const LEAST_SHARE = 0.35
const [BLACK, WHITE] = [0.45, 0.72]
const BEIGE = { saturation: 0.26, value: 0.6, from: 18, until: 50 }
/** Walls are warm, so a weaker blue or purple already counts as coloured. */
const COLD = { saturation: 0.2, from: 190, until: 350 }
/** Dark orange is brown; light red and purple are pink. */
const [BROWN, PINK] = [0.5, { value: 0.82, saturation: 0.66 }]

function hueOf([r, g, b]: Pixel, most: number, span: number): number {
  if (most === r) return (60 * ((g - b) / span) + 360) % 360
  return most === g ? 60 * ((b - r) / span) + 120 : 60 * ((r - g) / span) + 240
}

function see(pixel: Pixel): Seen {
  const [most, least] = [Math.max(...pixel), Math.min(...pixel)]
  return {
    saturation: most === 0 ? 0 : (most - least) / most,
    value: most / 255,
    hue: most === least ? null : hueOf(pixel, most, most - least),
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

/** Hues form a circle without a smallest one: the median is sought on either side of their mean direction. */
function medianHue(seen: readonly Seen[]): number {
  const hues = seen.flatMap(({ hue }) => hue ?? [])
  const [x, y] = hues.reduce(([x, y], hue) => [x + Math.cos(hue * Math.PI / 180), y + Math.sin(hue * Math.PI / 180)], [0, 0])
  const mean = Math.atan2(y, x) * 180 / Math.PI
  return (mean + median(hues.map(hue => (hue - mean + 540) % 360 - 180)) + 720) % 360
}

const middle = (seen: readonly Seen[]) => ({
  hue: medianHue(seen),
  saturation: median(seen.map(one => one.saturation)),
  value: median(seen.map(one => one.value)),
})

function nameOfHue({ hue, saturation, value }: ReturnType<typeof middle>): HoldColour {
  const name = HUES.find(([below]) => hue < below)?.[1] ?? 'red'
  if (name === 'orange' && value < BROWN) return 'brown'
  const isRosy = name === 'purple' ? hue > 290 : name === 'red'
  return isRosy && value > PINK.value && saturation < PINK.saturation ? 'pink' : name
}

/** [LABEL-6] The name of the median colour of these pixels; null if there are none. */
export function medianColour(pixels: readonly Pixel[]): HoldColour | null {
  if (pixels.length === 0) return null
  const seen = pixels.map(see)
  const coloured = seen.filter(({ saturation, value }) => saturation >= COLOURED && value > BLACK / 2)
  if (coloured.length >= seen.length * LEAST_SHARE) return nameOfHue(middle(coloured))
  const { hue, saturation, value } = middle(seen)
  if (value < BLACK) return 'black'
  if (saturation >= COLD.saturation && hue >= COLD.from && hue < COLD.until) return nameOfHue({ hue, saturation, value })
  if (saturation >= BEIGE.saturation && value >= BEIGE.value && hue >= BEIGE.from && hue < BEIGE.until) return 'beige'
  return value >= WHITE ? 'white' : 'grey'
}
