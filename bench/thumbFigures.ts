import { resolve } from 'node:path'
import { guest } from '../shared/access/actor'
import { instant } from '../shared/model/instant'
import { generateDemoWithPicture } from '../server/demo/generateDemo'
import { importWall } from '../server/usecases/imports/importWall'
import { openChromium } from '../tests/support/chromium'
import { startServer } from './startServer'
import type { Figure } from './table'
import { thumbs, type PHONES } from './thumbs'

/** Thumbs on a phone's demo wall, whose holds lie as close as a real one's. The client is built already. */
export async function thumbFigures(phone: keyof typeof PHONES): Promise<Figure[]> {
  // First: a server's process reads no drawings any more, for they may come from a stranger.
  const wall = await generateDemoWithPicture({ size: 'full', now: instant('2025-01-01T00:00:00.000000Z') })
  const server = await startServer(undefined, resolve('dist/client'))
  const browser = await openChromium()
  try {
    await server.app.services.transactions(guest, context => importWall(context, wall, { keepDemo: true }))
    return await thumbs(phone, { url: server.url, browser, width: wall.face.picture.width, holds: wall.holds })
  } finally {
    await browser.close()
    await server.stop()
  }
}
