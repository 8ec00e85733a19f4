import type { Page } from 'playwright-core'
import { fingerOn, type Finger } from './finger'

interface At {
  x: number
  y: number
}

/** A hold of the wall that is tried, in pixels of the full photo. */
interface Target {
  id: number
  centroid_x: number
  centroid_y: number
}

export interface ThumbOptions {
  /** The photo's, which holds lie in. */
  width: number
  /** CSS pixels by which a thumb misses, one standard deviation each way. */
  spread: number
  /** From 0 to 1, the same at each run. */
  random: () => number
}

/** The ways in which a thumb means a hold: a quick tap; a press that looks into the loupe; a double tap, then a tap or such a press. */
export const MEANS = ['tap', 'loupe', 'zoom', 'zoomAndLoupe'] as const
export type Means = typeof MEANS[number]

const LOOK_MS = 200
/** A person who sees the place of the finger slides it so well. */
const SLIDE_SPREAD = 3
const SLIDES = 4

/** The photo lies where its canvas is, however far one has zoomed. */
async function onScreen(page: Page, hold: Target, width: number): Promise<At> {
  const box = await page.locator('canvas.photo').first().evaluate(canvas => {
    const { left, top, width: shown } = canvas.getBoundingClientRect()
    return { left, top, shown }
  })
  return { x: box.left + (hold.centroid_x * box.shown) / width, y: box.top + (hold.centroid_y * box.shown) / width }
}

/** The hold that the loupe shows as meant; null if none is open. */
const shownInLoupe = (page: Page): Promise<number | null> =>
  page
    .evaluate(() => Number(document.querySelector('[data-loupe]')?.getAttribute('data-loupe') ?? NaN))
    .then(id => (Number.isNaN(id) ? null : id))

/** Ids of the holds that the draft kept in the browser has. */
const painted = (page: Page): Promise<number[]> => page.evaluate(() => {
  const key = Object.keys(localStorage).find(one => one.startsWith('mastoc.draft'))
  const { draft } = JSON.parse((key && localStorage.getItem(key)) ?? '{"draft":{"holds":[]}}') as {
    draft: { holds: { hold_id: number }[] }
  }
  return draft.holds.map(({ hold_id }) => hold_id)
})

/** A thumb that sets climbs on a phone's wall, with the brush for hands. */
export async function thumbOn(page: Page, { width, spread, random }: ThumbOptions) {
  const finger: Finger = await fingerOn(page)
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const near = ({ x, y }: At, by: number): At => ({ x: x + normal() * by, y: y + normal() * by })
  const view = await page.getByRole('application').boundingBox()
  const inside = ({ x, y }: At): At => ({
    x: Math.min(Math.max(x, (view?.x ?? 0) + 1), (view?.x ?? 0) + (view?.width ?? 0) - 1),
    y: Math.min(Math.max(y, (view?.y ?? 0) + 1), (view?.y ?? 0) + (view?.height ?? 0) - 1),
  })

  /** Presses, looks, slides while it is another hold, lifts. */
  async function look(hold: Target, at: At): Promise<void> {
    await finger.down(at)
    await finger.stay(LOOK_MS)
    // Sliding counts once the finger has rested.
    await finger.stay(100)
    for (let slides = 0; slides < SLIDES; slides += 1) {
      const shown = await shownInLoupe(page)
      if (shown === null || shown === hold.id) break
      await finger.move(inside(near(await onScreen(page, hold, width), SLIDE_SPREAD)))
      await finger.stay(LOOK_MS)
    }
    await finger.up()
  }
  async function zoom(hold: Target): Promise<void> {
    const at = inside(near(await onScreen(page, hold, width), spread))
    const whole = page.getByRole('button', { name: 'Revoir tout le mur' })
    // On a busy machine two taps may come as one after the other: they paint, and take off again.
    while (!await whole.isVisible()) {
      await finger.tapTwice(at)
      await finger.stay(400)
    }
  }
  async function mean(hold: Target, means: Means): Promise<void> {
    if (means === 'zoom' || means === 'zoomAndLoupe') await zoom(hold)
    const at = inside(near(await onScreen(page, hold, width), spread))
    if (means === 'loupe' || means === 'zoomAndLoupe') await look(hold, at)
    else await finger.press(at, 40)
  }

  /** A busy machine keeps the thumb down longer than it looked: then the card opened, and it is done again. */
  async function wasTooSlow(): Promise<boolean> {
    if (!new URL(page.url()).hash.startsWith('#prise')) return false
    await page.getByRole('button', { name: 'Fermer la fiche' }).click()
    await page.getByRole('group', { name: 'Pinceaux' }).waitFor()
    return true
  }
  /** The whole wall is seen again, for the next hold. */
  async function zoomOut(): Promise<void> {
    const whole = page.getByRole('button', { name: 'Revoir tout le mur' })
    if (!await whole.isVisible()) return
    // It may go by itself meanwhile, where a late tap zoomed out.
    await whole.click({ timeout: 2000 }).catch(async (error: unknown) => {
      if (await whole.isVisible()) throw error
    })
    await whole.waitFor({ state: 'detached' })
    await finger.stay(250)
  }
  /** The holds that were painted or taken off meanwhile; none, where nothing comes. */
  async function changedSince(before: readonly number[]): Promise<number[]> {
    for (const deadline = Date.now() + 1500; Date.now() < deadline;) {
      const after = await painted(page)
      const changed = [...after.filter(id => !before.includes(id)), ...before.filter(id => !after.includes(id))]
      if (changed.length > 0) return changed
      await finger.stay(30)
    }
    return []
  }

  return {
    /** @returns whether the hold that was meant, and no other, was painted or taken off */
    async hits(hold: Target, means: Means): Promise<boolean> {
      const before = await painted(page)
      await mean(hold, means)
      if (await wasTooSlow()) {
        await zoomOut()
        return this.hits(hold, means)
      }
      const changed = await changedSince(before)
      if (changed.length > 0) await page.getByRole('button', { name: 'Annuler', exact: true }).click()
      await zoomOut()
      return changed.length === 1 && changed[0] === hold.id
    },
  }
}

/** The same numbers at each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
