import { openWall, type OpenWall } from './browser/openWall'
import { traced, type Frame } from './browser/trace'
import { ms, quantile, type Figure } from './table'

const ROUNDS = 3
const STEPS = 60

const spent = (frames: readonly Frame[]): string =>
  [0.5, 0.95, 1].map(q => quantile(frames.map(({ all }) => all), q).toFixed(1)).join(' / ')

/** The lower end of the grade slider drawn over its whole length and back, while list, counts and coloured wall follow. */
async function draggedSlider({ browser, page }: OpenWall): Promise<Figure[]> {
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  await page.getByText('Les plus utilisées', { exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Filtres' }).click()
  const slider = page.getByRole('region', { name: 'Trouver un bloc' }).locator('input[type=range]').first()
  const box = await slider.boundingBox()
  if (!box) throw new Error('the slider is not on the screen')
  const { x, y, width, height } = box
  const at = (part: number) => page.mouse.move(x + 10 + part * (width - 20), y + height / 2)
  const frames: Frame[] = []
  const seen = new Set<string>()
  for (let round = 0; round < ROUNDS; round += 1) {
    await at(0)
    const drawn = await traced(browser, page, async () => {
      await page.mouse.down()
      for (let step = 0; step <= STEPS; step += 1) {
        await at(step <= STEPS / 2 ? (2 * step) / STEPS : 2 - (2 * step) / STEPS)
        await page.evaluate(() => new Promise(resolve => requestAnimationFrame(resolve)))
        seen.add(await slider.inputValue())
      }
      await page.mouse.up()
    })
    // The first round makes what later ones keep.
    if (round > 0) frames.push(...drawn.filter(({ moved }) => moved))
  }
  if (seen.size < 10 || frames.length < STEPS) throw new Error(`${seen.size} grades and ${frames.length} frames`)
  await page.getByRole('button', { name: /^Filtres/ }).click()
  const p95 = quantile(frames.map(({ all }) => all), 0.95)
  return [{
    what: 'the grade slider dragged over 10,000 climbs, 776 holds coloured: a frame’s processor time, p50 / p95 / most',
    measured: `${spent(frames)} ms`, reference: '-', ratio: '-', aim: p95 < 33 ? '< 33 ms p95' : `< 33 ms p95, not ${ms(p95)}`,
  }]
}

export async function slider(): Promise<Figure[]> {
  const wall = await openWall(10_000)
  try {
    return await draggedSlider(wall)
  } finally {
    await wall.close()
  }
}
