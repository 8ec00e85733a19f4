import { expect } from 'vitest'
import { benchWall } from '../../bench/wall'
import type { TestApp } from '../support/app'
import { live, PHONE, test, type Visit } from '../support/browser'
import { seeded, thumbOn } from '../support/thumb'
import { importTestWall, smallPicture } from '../support/wall'

const PRESSES = 30

/** @returns the holds that were meant and not met */
async function missedAt(viewport: { width: number; height: number }, app: TestApp, visit: Visit): Promise<number[]> {
  const dense = { ...benchWall(0), picture_file: { bytes: await smallPicture(), mime: 'image/png' as const } }
  const { faceId } = await importTestWall(app.services, dense)
  const page = await visit({
    path: '/ouvrir',
    viewport,
    before: opened => void opened.addInitScript(face => localStorage.setItem('mastoc.face', JSON.stringify(face)), faceId),
  })
  await live(page)
  await page.getByRole('group', { name: 'Pinceaux' }).getByRole('button', { name: 'Main' }).click()
  const random = seeded(viewport.width)
  const thumb = await thumbOn(page, { width: dense.face.picture.width, spread: 8, random })
  const missed: number[] = []
  for (let press = 0; press < PRESSES; press += 1) {
    const hold = dense.holds[Math.floor(random() * dense.holds.length)]
    if (hold && !await thumb.hits(hold, 'loupe')) missed.push(hold.id)
  }
  return missed
}

// Thumbs rest most of the time: both phones have theirs at once.
test('[FINGER-11] at 390 and at 320 px a thumb that looks into the loupe meets the hold it means', { timeout: 180_000 }, async ({ app, visit }) => {
  const missed = await Promise.all([PHONE, { width: 320, height: 640 }].map(viewport => missedAt(viewport, app, visit)))
  for (const holds of missed) expect(holds.length, `missed ${holds.join()}`).toBeLessThanOrEqual(PRESSES * 0.03)
})
