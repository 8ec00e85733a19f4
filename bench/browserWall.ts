import { toView } from '../client/wall/camera/camera'
import { parsePolygon } from '../shared/rules/polygon'
import { handOver, type Hand } from './browser/gestures'
import { inPage } from './browser/inPage'
import { CANVAS_WIDTH, HEIGHT, wallIsThere, type OpenWall } from './browser/openWall'
import type * as Plain from './browser/plainWall'
import { traced, type Frame } from './browser/trace'
import { untilPainted } from './browser/untilPainted'
import { wallPhoto } from './browser/wallPhoto'
import { ms, quantile, spread, type Figure } from './table'
import { benchWall } from './wall'

const ROUNDS = 5
/** A frame that came later missed its turn, of which there are sixty a second. */
const LATE_MS = 25
const GESTURES = ['pan', 'pinch', 'wheel'] as const
const MODES = ['Bloc le plus facile', 'Les plus utilisées', 'Les moins utilisées', 'Type de prise', 'Difficulté', 'État']

const middleToMost = (values: readonly number[]): string => `${[0.5, 0.95, 1].map(q => quantile(values, q).toFixed(1)).join(' / ')} ms`

/** The time from frame to frame, as long as the wall was moved. */
const gapsOf = (frames: readonly Frame[]): number[] =>
  frames.flatMap((frame, at) => (frame.moved && frames[at + 1]?.moved ? [(frames[at + 1]?.start ?? 0) - frame.start] : []))

/** The dearest frame from the last move on: there the wall is drawn anew. */
const endOf = (frames: readonly Frame[]): number =>
  Math.max(...frames.slice(frames.findLastIndex(frame => frame.moved)).map(frame => frame.all))

interface Moved {
  scripts: number[]
  gaps: number[]
  ends: number[]
}

async function moved({ browser, page }: Pick<OpenWall, 'browser' | 'page'>, gesture: () => Promise<void>, rounds = ROUNDS): Promise<Moved> {
  const all: Moved = { scripts: [], gaps: [], ends: [] }
  for (let round = 0; round < rounds; round += 1) {
    const frames = await traced(browser, page, async () => {
      await gesture()
      await page.waitForTimeout(400)
    })
    all.scripts.push(...frames.filter(frame => frame.moved).map(frame => frame.script))
    all.gaps.push(...gapsOf(frames))
    all.ends.push(endOf(frames))
  }
  return all
}

const late = ({ gaps }: Moved): string => `${ms(quantile(gaps, 0.5))}, ${Math.round((100 * gaps.filter(gap => gap > LATE_MS).length) / gaps.length)} % late`

/** The same holds on the same photo, all drawn by Fabric at each frame. */
async function plainPan(wall: OpenWall): Promise<Moved> {
  const { picture } = benchWall(0).face
  const scale = (2 * HEIGHT) / picture.height
  const page = await (await wall.browser.newContext({ viewport: { width: CANVAS_WIDTH, height: HEIGHT }, hasTouch: true })).newPage()
  await page.setContent(`<body style="margin:0"><div role="application" style="touch-action:none"><canvas width="${CANVAS_WIDTH}" height="${HEIGHT}" style="display:block"></canvas></div></body>`)
  await inPage(page, 'plainWall.ts')
  const photo = `data:image/jpeg;base64,${(await wallPhoto(picture.width, picture.height)).toString('base64')}`
  const holds = benchWall(0).holds.map(hold => parsePolygon(hold.polygon_str).map(point => toView({ scale: 1, x: 0, y: 0 }, point)))
  await page.evaluate(async ([outlines, address, zoom]) => {
    const { bench } = globalThis as unknown as { bench: typeof Plain }
    await bench.plainWall(outlines, address, zoom)
  }, [holds, photo, scale] as const)
  const hand = await handOver(page)
  const found = await moved({ browser: wall.browser, page }, hand.pan)
  await page.context().close()
  return found
}

async function coloured({ page }: OpenWall, mode: string): Promise<void> {
  await page.evaluate(chosen => localStorage.setItem('mastoc.colours', JSON.stringify({ mode: chosen, palette: 'viridis' })), mode)
  await page.reload()
  await wallIsThere(page)
  await page.getByRole('region', { name: 'Légende' }).waitFor()
}

/** Zoomed in where one pans, whole where one zooms, and the photo that fits there already. */
async function ready({ page }: OpenWall, hand: Hand, gesture: keyof Hand): Promise<void> {
  await hand.reset()
  if (gesture === 'pan') for (const _ of [1, 2]) await page.getByRole('application').press('+')
  else await hand[gesture]()
  await page.waitForTimeout(1500)
}

export async function wallMoves(wall: OpenWall): Promise<Figure[]> {
  await coloured(wall, 'grip_type')
  const plain = await plainPan(wall)
  const hand = await handOver(wall.page)
  const figures: Figure[] = []
  for (const gesture of GESTURES) {
    await ready(wall, hand, gesture)
    const ours = await moved(wall, hand[gesture])
    const isPan = gesture === 'pan'
    figures.push({ what: `776 coloured holds, ${gesture}: script a frame, p50 / p95 / most`, measured: middleToMost(ours.scripts), reference: isPan ? `${middleToMost(plain.scripts)} Fabric draws all` : '-', ratio: isPan ? (quantile(ours.scripts, 0.5) / quantile(plain.scripts, 0.5)).toFixed(2) : '-', aim: '<= 8 ms' })
    // A wheel turns in steps: between them there is nothing to draw.
    if (gesture !== 'wheel') figures.push({ what: `${gesture}: from frame to frame without a graphics card`, measured: late(ours), reference: isPan ? `${late(plain)} Fabric draws all` : '-', ratio: '-', aim: '16.7 ms' })
    figures.push({ what: `${gesture}: the frame at its end, least / middle / most`, measured: spread(ours.ends), reference: isPan ? `${spread(plain.ends)} Fabric draws all` : '-', ratio: '-', aim: '<= 33 ms' })
  }
  return figures
}

/** From the tap that asks for other colours, or other climbs, to the wall in them. */
export async function wallRecolours({ page }: OpenWall): Promise<Figure[]> {
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  const modes: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const mode of MODES) {
      const took = await untilPainted(page, 'click', () => page.getByText(mode, { exact: true }).click())
      // The first time each palette and texture is made.
      if (round > 0) modes.push(took)
    }
  }
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filtres' }).click()
  const grips = page.getByRole('region', { name: 'Trouver un bloc' }).getByRole('group', { name: 'Avec au moins une prise' }).getByRole('button')
  const filters: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const at of [0, 1]) {
      const took = await untilPainted(page, 'click', () => grips.nth(at).click())
      if (round > 0) filters.push(took)
    }
  }
  await page.getByRole('button', { name: /^Filtres/ }).click()
  return [
    { what: '776 holds in another colour mode, until painted, least / middle / most', measured: spread(modes), reference: '-', ratio: '-', aim: '<= 33 ms' },
    { what: '776 holds and the list of 10,000 climbs after a change of filter, until painted', measured: spread(filters), reference: '-', ratio: '-', aim: '<= 33 ms' },
  ]
}
