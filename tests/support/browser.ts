import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test as base } from 'vitest'
import { fit, toView } from '../../client/wall/camera/camera'
import { startApp, type Account, type TestApp } from './app'
import { openChromium } from './chromium'
import { griddedWall, importTestWall, PICTURE, smallPicture, smallWall } from './wall'

export const PHONE = { width: 390, height: 844 }
export const DESKTOP = { width: 1440, height: 900 }

interface VisitOptions {
  path?: string
  /** Logged in already; a guest unless told. */
  as?: Account
  viewport?: { width: number; height: number }
  locale?: 'fr-FR' | 'en-GB'
  /** Another way to the same server, which may break: so the app is kept for then. */
  through?: string
  /** Console errors that this visit is about: what the browser itself says of a refused request or a lost connection. */
  expects?: RegExp
  /** A first visit is shown hints. */
  hints?: boolean
  before?: (page: Page) => unknown
}
export type Visit = (options?: VisitOptions) => Promise<Page>

/** These are our own doing, and no trouble: workers are blocked, and a page that is left closes a connection that it just began. */
const HARMLESS = ['Service Worker registration blocked by Playwright', 'WebSocket is closed before the connection is established']

/** Page errors, the client's own complaints and whatever Chromium says on the console. */
function listen(page: Page, troubles: string[], expects: RegExp | undefined): void {
  const hear = (text: string) => {
    if (!expects?.test(text) && !HARMLESS.some(words => text.includes(words))) troubles.push(text)
  }
  page.on('pageerror', error => hear(`page error: ${error.stack ?? error.message}`))
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning')
      hear(`console ${message.type()}: ${message.text()} (${message.location().url})`)
  })
}

/**
 * Chromium says most breaches of the page's policy on the console, but not that of who tries to make code of text and
 * catches the refusal.
 */
const tellBreaches = (context: BrowserContext) => context.addInitScript(() => {
  document.addEventListener('securitypolicyviolation', ({ blockedURI, sourceFile }) => {
    if (blockedURI === 'eval') reportError(new Error(`${sourceFile} broke the policy`))
  })
})

async function remember(
  context: BrowserContext,
  account: Account | undefined,
  { origin, hints }: { origin: string; hints: boolean },
): Promise<void> {
  if (account) await context.addCookies([{ name: 'refresh', value: account.refreshToken, url: origin, httpOnly: true, sameSite: 'Strict' }])
  const known = { ...(account ? { 'mastoc.session': true } : {}), ...(hints ? {} : { 'mastoc.hints': 9 }) }
  await context.addInitScript((values: Record<string, unknown>) => {
    for (const [key, value] of Object.entries(values)) localStorage.getItem(key) ?? localStorage.setItem(key, JSON.stringify(value))
  }, known)
}

/** Keeps pictures of the browsers when a test failed, for the person who looks into it. */
async function keepPictures(contexts: readonly BrowserContext[], name: string): Promise<void> {
  const file = `tests/output/${name.replace(/\W+/g, '-').toLowerCase()}`
  const pages = contexts.flatMap(context => context.pages())
  await Promise.all(pages.map((page, index) => page.screenshot({ path: `${file}-${index}.png`, timeout: 5000 }).catch(() => undefined)))
}

export const test = base
  .extend('built', { scope: 'worker' }, { clientFolder: 'dist/client', chromium: openChromium })
  .extend('chromium', { scope: 'worker' }, async ({ built }, { onCleanup }) => {
    const browser = await built.chromium()
    onCleanup(() => browser.close())
    return browser
  })
  .extend('app', { scope: 'file' }, async ({ built }, { onCleanup }) => {
    const app = await startApp({ clientFolder: built.clientFolder })
    onCleanup(() => app.close())
    return app
  })
  /** The small wall, on the file's own server. */
  .extend('wall', { scope: 'file' }, async ({ app }) =>
    importTestWall(app.services, { ...griddedWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } }))
  /** Opens a page in a browser of its own; at the test's end nothing may have gone wrong in any of them. */
  .extend('visit', async ({ app, chromium, wall, task }, { onCleanup }): Promise<Visit> => {
    const troubles: string[] = []
    const contexts: BrowserContext[] = []
    onCleanup(async () => {
      if (task.result?.state === 'fail') await keepPictures(contexts, task.name)
      await Promise.all(contexts.map(context => context.close()))
      expect(troubles).toEqual([])
    })
    expect(wall.faceId).not.toBe('')
    return async ({ path = '/', as: account, viewport = DESKTOP, locale = 'fr-FR', through, expects, hints = false, before } = {}) => {
      const origin = through ?? app.url
      const options: BrowserContextOptions = {
        baseURL: origin, viewport, locale, reducedMotion: 'reduce', hasTouch: viewport.width < 720,
        // Keeping the app fetches all of it; only those who lose the network are about that.
        serviceWorkers: through === undefined ? 'block' : 'allow',
      }
      const context = await chromium.newContext(options)
      contexts.push(context)
      context.setDefaultTimeout(20_000)
      await remember(context, account, { origin, hints })
      await tellBreaches(context)
      const page = await context.newPage()
      listen(page, troubles, expects)
      await before?.(page)
      await page.goto(path)
      return page
    }
  })

/** Waits until the page says that it is up to date. */
export const live = (page: Page): Promise<void> =>
  page.getByRole('status').filter({ hasText: /En direct|Live/ }).waitFor()

/** The header's link that says how the app is connected, and what waits on the device. */
export const connectionPill = (page: Page) => page.getByRole('banner').getByRole('link').getByRole('status')

/** A short note as it is seen; what a screen reader is told of it stands unseen beside it. */
export const toast = (page: Page, text: string | RegExp) => page.locator('.toast[data-state="open"]').filter({ hasText: text })

/** The box of the wall, once it keeps its place and its canvases have its size. */
export const restingWall = (page: Page) => page.getByRole('application').evaluate(async (wall) => {
  const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
  const box = () => {
    const { x, y, width, height } = wall.getBoundingClientRect()
    return { x, y, width, height }
  }
  for (let before = ''; before !== JSON.stringify(box());) {
    before = JSON.stringify(box())
    await frame()
    await frame()
  }
  return box()
})

/** Shows all of the wall, where it is zoomed. */
export async function seeAll(page: Page): Promise<void> {
  const whole = page.getByRole('button', { name: 'Revoir tout le mur' })
  if (!await whole.isVisible()) return
  await whole.click()
  await whole.waitFor({ state: 'detached' })
}

/** The place of a hold of the small wall on the screen. */
export async function holdOnScreen(page: Page, id: number): Promise<{ x: number; y: number }> {
  const hold = smallWall.holds.find(one => one.id === id)
  await restingWall(page)
  await seeAll(page)
  const view = await restingWall(page)
  if (!hold) throw new Error(`hold ${id} is not on the small wall`)
  const at = toView(fit(view, PICTURE), { x: hold.centroid_x, y: hold.centroid_y })
  return { x: view.x + at.x, y: view.y + at.y }
}

/** A tap of finger or mouse on a hold. */
export async function tapHold(page: Page, id: number): Promise<void> {
  const { x, y } = await holdOnScreen(page, id)
  if ((page.viewportSize()?.width ?? 0) < 720) await page.touchscreen.tap(x, y)
  else await page.mouse.click(x, y)
}

/** A climb set over REST, as somebody else's browser does it. */
export async function setClimb(
  app: TestApp,
  token: string,
  climb: { face_id: string; name: string; holds_list?: string; grade_font?: string; feet_rule?: string },
): Promise<{ id: string; name: string }> {
  const { status, body } = await app.call('POST', '/api/climbs', {
    token,
    body: { holds_list: 'S101 O105 T109', grade_font: '6B', feet_rule: 'All holds', ...climb },
  })
  expect(status).toBe(201)
  return body as { id: string; name: string }
}
