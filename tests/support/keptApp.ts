import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Proxy } from './proxy'

/** Waits until the page could be opened with no network: its files and the photo that it shows are kept. */
export async function kept(page: Page): Promise<void> {
  await expect.poll(() => page.evaluate(async () => {
    if (!navigator.serviceWorker.controller || !await caches.has('photos')) return 0
    return (await (await caches.open('photos')).keys()).length
  }), { timeout: 30_000 }).toBeGreaterThan(0)
}

/** The colours of the wall's photo, as far as one of the page's canvases shows it. */
export const photoColour = (page: Page): Promise<string | undefined> => page.evaluate(() => {
  const colours = [...document.querySelectorAll('canvas')].map((canvas) => {
    const { width, height } = canvas
    return width > 300 ? canvas.getContext('2d')?.getImageData(width >> 1, height >> 1, 1, 1).data.join(' ') : undefined
  })
  return colours[0]
})

/** Loses the network, as in a tunnel: the connections break, and the browsers know it at once. */
export async function loseNetwork(proxy: Proxy, ...pages: readonly Page[]): Promise<void> {
  proxy.cut()
  await Promise.all(pages.map(page => page.context().setOffline(true)))
}

/** Out of the tunnel: the browsers know it at once, and try again. */
export async function findNetwork(proxy: Proxy, ...pages: readonly Page[]): Promise<void> {
  proxy.mend()
  await Promise.all(pages.map(page => page.context().setOffline(false)))
}
