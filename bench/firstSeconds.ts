import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { guest } from '../shared/access/actor'
import { instant } from '../shared/model/instant'
import { generateDemoWithPicture } from '../server/demo/generateDemo'
import type { WallImport } from '../server/sources/wallImport'
import { importWall } from '../server/usecases/imports/importWall'
import { openChromium } from '../tests/support/chromium'
import { buildClient } from './browser/buildClient'
import { watchFirstSeconds, type FirstSeconds } from './browser/firstSeconds'
import { wallPhoto } from './browser/wallPhoto'
import { startServer } from './startServer'
import { quantile, type Figure } from './table'
import { benchWall } from './wall'

const RUNS = 3
const REAL_CLIMBS = 1017

async function realSize(): Promise<WallImport> {
  const wall = benchWall(REAL_CLIMBS)
  const { width, height } = wall.face.picture
  return { ...wall, picture_file: { bytes: await wallPhoto(width, height), mime: 'image/jpeg' } }
}

async function visits(browser: Browser, wall: WallImport): Promise<FirstSeconds[]> {
  const server = await startServer(undefined, resolve('dist/client'))
  try {
    await server.app.services.transactions(guest, context => importWall(context, wall, { keepDemo: true }))
    const runs: FirstSeconds[] = []
    for (let run = 0; run < RUNS; run += 1) runs.push(await watchFirstSeconds(browser, server.url))
    return runs
  } finally {
    await server.stop()
  }
}

/** The measured parts of a visit, each in words and with its aim. */
const ROWS: readonly [key: keyof FirstSeconds, words: string, aim: string][] = [
  ['frame', 'name, bar and small wall', '-'],
  ['smallPhoto', 'small photo', '-'],
  ['list', 'list', '<= 4 s'],
  ['wall', 'wall with its sharp photo', '<= 6 s'],
  ['interactive', 'no task longer than 50 ms any more', '-'],
  ['blocked', 'main thread blocked beyond 50 ms a task', '-'],
  ['requests', 'requests', '<= 40'],
  ['script', 'compressed script of the whole screen', '-'],
]
const written = (key: keyof FirstSeconds, value: number): string => {
  if (key === 'requests') return String(value)
  return key === 'script' ? `${(value / 1024).toFixed(0)} KB` : `${(value / 1000).toFixed(2)} s`
}

/** A newcomer's first screen on a slow phone: 1.6 Mbit/s, 150 ms, a processor four times slower. */
export async function firstSeconds(): Promise<Figure[]> {
  buildClient()
  const browser = await openChromium()
  try {
    const walls = [['demo', await generateDemoWithPicture({ size: 'full', now: instant('2025-01-01T00:00:00.000000Z') })], [`${REAL_CLIMBS} climbs, 776 holds`, await realSize()]] as const
    const figures: Figure[] = []
    for (const [name, wall] of walls) {
      const runs = await visits(browser, wall)
      figures.push(...ROWS.map(([key, words, aim]) => {
        const values = runs.map(run => run[key])
        return { what: `slow phone, ${name}: ${words}`, measured: written(key, quantile(values, 0.5)), reference: `${values.map(value => written(key, value)).join(', ')}`, ratio: '-', aim }
      }))
    }
    return figures
  } finally {
    await browser.close()
  }
}
