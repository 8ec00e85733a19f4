import { openWall } from './browser/openWall'
import { browserSearch } from './browserSearch'
import { wallMoves, wallRecolours } from './browserWall'
import { firstVisit } from './firstVisit'
import type { Figure } from './table'

/** The browser's work with 776 holds and 10,000 climbs: Chromium without a graphics card, the client as it is served. */
export async function browserFigures(): Promise<Figure[]> {
  const wall = await openWall(10_000)
  try {
    return [...await firstVisit(wall), ...await browserSearch(wall), ...await wallRecolours(wall), ...await wallMoves(wall)]
  } finally {
    await wall.close()
  }
}
