import { inPage } from './browser/inPage'
import type { OpenWall } from './browser/openWall'
import type * as Alone from './browser/searchAlone'
import { untilPainted } from './browser/untilPainted'
import { ms, quantile, spread, type Figure } from './table'

const ROUNDS = 5
const TYPED = 'bloc 12'

/** The search alone, over the climbs as the server sends them. */
async function alone({ server, page }: OpenWall, what: string, by: 'searchTimes' | 'finderTimes'): Promise<Figure> {
  const [face] = await server.app.services.stores.walls.faces({})
  await inPage(page, 'searchAlone.ts')
  const times = await page.evaluate(async ([feed, rounds, name]) => {
    const { bench } = globalThis as unknown as { bench: typeof Alone }
    return bench[name](feed, rounds)
  }, [`face:${face?.id ?? ''}`, ROUNDS, by] as const)
  if (times.found === 0 || times.climbs < 10_000) throw new Error(`${times.found} found of ${times.climbs}`)
  return {
    what: `10,000 climbs by ${what}, the search alone, p50 (most)`, measured: `${ms(quantile(times.ours, 0.5))} (${ms(quantile(times.ours, 1))})`,
    reference: `${ms(quantile(times.plain, 0.5))} (${ms(quantile(times.plain, 1))}) each climb read anew`, ratio: (quantile(times.ours, 0.5) / quantile(times.plain, 0.5)).toFixed(2), aim: '<= 10 ms',
  }
}

/** From a key to the list it asks for; the wall, where it has colours, follows. */
async function typed({ page }: OpenWall): Promise<number[]> {
  const field = page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' })
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    await field.fill('')
    await page.waitForTimeout(400)
    for (const key of TYPED) {
      times.push(await untilPainted(page, 'keydown', () => field.press(key === ' ' ? 'Space' : key)))
      await page.waitForTimeout(100)
    }
  }
  await field.fill('')
  return times
}

export async function browserSearch(wall: OpenWall): Promise<Figure[]> {
  const { page } = wall
  const row = async (what: string): Promise<Figure> => ({ what, measured: spread(await typed(wall)), reference: '-', ratio: '-', aim: '<= 33 ms' })
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  await page.getByText('Les plus utilisées', { exact: true }).click()
  await page.keyboard.press('Escape')
  const coloured = await row('a key typed, until the list is painted and 776 holds coloured by it')
  await page.getByRole('button', { name: 'Couleurs du mur' }).click()
  await page.getByText('Photo seule', { exact: true }).click()
  await page.keyboard.press('Escape')
  return [
    await alone(wall, 'words and votes', 'searchTimes'),
    await alone(wall, 'holds and grades, sorted by grade', 'finderTimes'),
    await row('a key typed, until the list of 10,000 climbs is painted, least / middle / most'),
    coloured,
  ]
}
