import { expect } from 'vitest'
import { connectionPill, live, PHONE, tapHold, test } from '../support/browser'
import { findNetwork, kept, loseNetwork, photoColour } from '../support/keptApp'
import { startProxy } from '../support/proxy'

const offline = /ERR_|WebSocket|fetching the script/

test('[APP-1] the second visit needs no network: list, search, a climb on the wall, the photo', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const page = await visit({ through: proxy.url, expects: offline })
  await live(page)
  await kept(page)
  const before = await photoColour(page)
  await loseNetwork(proxy, page)
  await page.reload()

  const list = page.getByRole('list', { name: 'Blocs' })
  await expect.poll(() => list.getByRole('link').count()).toBe(5)
  await page.getByRole('textbox', { name: 'Nom, ouvreur ou prise' }).fill('eclair')
  await expect.poll(() => list.getByRole('link').count()).toBe(2)
  await list.getByRole('link', { name: /Éclair au café/ }).click()
  await page.getByRole('heading', { name: 'Éclair au café' }).waitFor()
  await expect.poll(() => photoColour(page)).toBe(before)
  expect(before).toMatch(/^20\d 15\d 13\d 255$/)
  await connectionPill(page).filter({ hasText: 'Hors ligne' }).waitFor()
  const cached = await page.evaluate(async () => {
    const keys = await Promise.all(
      (await caches.keys()).map(async name => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)),
    )
    return keys.flat()
  })
  expect(cached.filter(path => /^\/(api|socket\.io|yjs)/.test(path))).toEqual([])
  expect(cached).toContain('/static/walls/small%20wall.png')

  await findNetwork(proxy, page)
  await live(page)
})

test('[APP-1] an address deep in the app opens with no network too, on a phone', async ({ app, visit, onTestFinished }) => {
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const page = await visit({ through: proxy.url, viewport: PHONE, expects: offline })
  await live(page)
  await kept(page)
  await loseNetwork(proxy, page)
  await page.goto('/prises/104')
  await page.getByRole('heading', { name: 'Prise C4' }).waitFor()
  await page.getByRole('button', { name: 'Revoir tout le mur' }).waitFor()
  await tapHold(page, 101)
  await page.getByRole('heading', { name: 'Prise C1' }).waitFor()
})

test('[APP-3] the app can be installed, with icons that are there, and its worker is always looked for anew', async ({ app, visit }) => {
  const page = await visit()
  const address = await page.locator('link[rel=manifest]').getAttribute('href')
  const manifest = (await app.call('GET', address ?? '')).body as {
    start_url: string
    display: string
    icons: { src: string; sizes: string; purpose: string }[]
  }
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' })
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable'])
  const touch = await page.locator('link[rel=apple-touch-icon]').getAttribute('href')
  for (const src of [...manifest.icons.map(icon => icon.src), touch ?? '']) {
    const answer = await app.call('GET', src)
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  }
  const worker = await app.call('GET', '/sw.js')
  expect(worker.headers.get('cache-control')).toBe('no-cache')
  // What shows notifications stands in it: the policy lets no worker load a script by its address.
  expect(worker.body).toContain('notificationclick')
  expect(worker.body).not.toContain('importScripts(')
})

test('[APP-5] [PAGE-4] what the list needs before it shows is small, words of one language included', async ({ visit }) => {
  const page = await visit()
  await page.getByRole('list', { name: 'Blocs' }).waitFor()
  const scripts = await page.evaluate(async () => {
    // The page as it is sent: parts that came since stand in the document, too.
    const sent = await (await fetch('/')).text()
    const tags = sent.match(/<script type="module"[^>]*>|<link rel="modulepreload"[^>]*>/g) ?? []
    const listed = tags.map(tag => new URL(/(?:src|href)="([^"]+)"/.exec(tag)?.[1] ?? '', location.href).href)
    const words = performance.getEntriesByType('resource').map(({ name }) => name).filter(name => /\/assets\/(fr|en)-[^/]+\.js$/.test(name))
    return Promise.all([...new Set([...listed, ...words])].map(async address => {
      const text = (await fetch(address)).body!
      return [
        new URL(address).pathname,
        (await new Response(text.pipeThrough(new CompressionStream('gzip'))).arrayBuffer()).byteLength,
      ] as const
    }))
  })
  const names = scripts.map(([path]) => path.replace(/^\/assets\/(.+)-.{8}\.js$/, '$1'))
  expect(names).toEqual(expect.arrayContaining(['app', 'fr']))
  expect(names.length).toBeLessThan(8)
  expect(names).not.toContain('en')
  expect(names.filter(name => /yjs|zod|WallCanvas|Popper|Page$/.test(name))).toEqual([])
  expect(scripts.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThan(170 * 1024)
})

test('[PAGE-1] the program starts after the first frame is on the screen', async ({ visit }) => {
  const page = await visit()
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => {
      if (!document.querySelector('#app > .app')) return
      performance.mark('program-shown')
      seen.disconnect()
    })
    seen.observe(document, { childList: true, subtree: true })
  })
  await page.reload()
  await page.getByRole('list', { name: 'Blocs' }).waitFor()
  const [frame = Number.NaN, program = Number.NaN] = await page.evaluate(() =>
    ['first-contentful-paint', 'program-shown'].map(name => performance.getEntriesByName(name)[0]?.startTime ?? Number.NaN))
  expect(program).toBeGreaterThan(frame)
})
