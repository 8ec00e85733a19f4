import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { guest } from '../../shared/access/actor'
import { importWall } from '../../server/usecases/imports/importWall'
import { openChromium } from '../../tests/support/chromium'
import { everybodyVotes } from '../everybodyVotes'
import { startServer, type BenchServer } from '../startServer'
import { benchWall } from '../wall'
import { buildClient } from './buildClient'
import { wallPhoto } from './wallPhoto'

export const CANVAS_WIDTH = 1200
export const HEIGHT = 900

export interface OpenWall {
  server: BenchServer
  browser: Browser
  page: Page
  close: () => Promise<void>
}

/** A server with a wall of 776 holds, of each of which something is officially known, and so many climbs. */
async function wallServer(climbs: number): Promise<BenchServer> {
  buildClient()
  const server = await startServer(undefined, resolve('dist/client'))
  const wall = benchWall(climbs)
  const { width, height } = wall.face.picture
  const picture_file = { bytes: await wallPhoto(width, height), mime: 'image/jpeg' as const }
  await server.app.services.transactions(guest, context => importWall(context, { ...wall, picture_file }, { keepDemo: true }))
  await everybodyVotes(server, { count: 3, agree: true })
  return server
}

/** Until the list, the wall and its photo are there. */
export async function wallIsThere(page: Page): Promise<void> {
  await page.getByRole('status').filter({ hasText: 'En direct' }).waitFor({ timeout: 60_000 })
  await page.getByRole('application').waitFor()
  await page.waitForFunction(() => (document.querySelector('canvas')?.width ?? 0) > 480)
}

/** That wall in Chromium, its canvas 1,200 px wide. */
export async function openWall(climbs: number): Promise<OpenWall> {
  const server = await wallServer(climbs)
  const browser = await openChromium()
  const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1600, height: HEIGHT }, locale: 'fr-FR', serviceWorkers: 'block', hasTouch: true })
  await context.addInitScript(() => localStorage.setItem('mastoc.hints', '9'))
  const page = await context.newPage()
  await page.goto('/')
  await wallIsThere(page)
  const beside = 1600 - ((await page.getByRole('application').boundingBox())?.width ?? 0)
  await page.setViewportSize({ width: CANVAS_WIDTH + beside, height: HEIGHT })
  return {
    server, browser, page,
    async close() {
      await browser.close()
      await server.stop()
    },
  }
}
