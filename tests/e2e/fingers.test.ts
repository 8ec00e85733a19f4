import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { holdOnScreen, live, PHONE, setClimb, tapHold, test, toast } from '../support/browser'
import { fingerOn } from '../support/finger'
import { followPath } from '../support/followPath'

const SMALL = { width: 320, height: 640 }
const brushes = (page: Page) => page.getByRole('group', { name: 'Pinceaux' })
const painted = async (page: Page): Promise<number> =>
  (await brushes(page).getByRole('button').allTextContents()).reduce((sum, text) => sum + Number(/(\d+)\s*$/.exec(text)?.[1] ?? 0), 0)
const isZoomed = (page: Page) => page.getByRole('button', { name: 'Revoir tout le mur' }).isVisible()
const pathOf = (page: Page): string => new URL(page.url()).pathname

/** A busy machine keeps a finger down longer than it was told: then the card opened, and it is done again. */
async function beforeLongPress(page: Page, act: () => Promise<void>): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    await act()
    if (new URL(page.url()).hash === '') return
    await page.getByRole('button', { name: 'Fermer la fiche' }).click()
    await brushes(page).waitFor()
  }
  throw new Error('the machine was too slow for a short press, twenty times')
}

/**
 * The part that lies over the middle of a hold, if it is not the wall itself. The caller moves a hold into sight first.
 */
const over = (page: Page, at: { x: number; y: number }): Promise<string> => page.evaluate(({ x, y }) => {
  const top = document.elementFromPoint(x, y)
  return top?.closest('[role=application]') ? '' : `${top?.tagName ?? 'nothing'}.${top?.className ?? ''}`
}, at)

for (const viewport of [PHONE, SMALL]) {
  const at = `at ${viewport.width} px`

  test(`[FINGER-4] ${at} a finger that moves paints nothing, on the whole wall and on the zoomed one`, async ({ visit }) => {
    const page = await visit({ path: '/ouvrir', viewport })
    await live(page)
    const finger = await fingerOn(page)
    const from = await holdOnScreen(page, 102)
    for (const zooms of [false, true]) {
      if (zooms) await page.getByRole('button', { name: 'Agrandir' }).click()
      await finger.down(from)
      await finger.move({ x: from.x + 90, y: from.y - 120 })
      await finger.up()
    }
    await tapHold(page, 105)
    await expect.poll(() => painted(page)).toBe(1)
  })

  test(`[FINGER-5] ${at} a trail is painted after a short rest, and taken back at once`, async ({ visit }) => {
    const page = await visit({ path: '/ouvrir', viewport })
    await live(page)
    await brushes(page).getByRole('button', { name: 'Main' }).click()
    await tapHold(page, 102)
    await expect.poll(() => painted(page)).toBe(1)
    const finger = await fingerOn(page)
    const [from, to] = [await holdOnScreen(page, 101), await holdOnScreen(page, 104)]
    await beforeLongPress(page, async () => {
      await finger.down(from)
      await finger.stay(270)
      await finger.move(to)
      await finger.up()
    })
    // The one that was painted already is crossed and stays.
    await expect.poll(() => painted(page)).toBe(4)
    await page.getByRole('button', { name: 'Annuler', exact: true }).click()
    await expect.poll(() => painted(page)).toBe(1)
  })

  test(`[FINGER-6] ${at} a slow tap paints as well, and a long press shows the card over what one sets`, async ({ visit }) => {
    const page = await visit({ path: '/ouvrir', viewport })
    await live(page)
    await brushes(page).getByRole('button', { name: 'Main' }).click()
    const finger = await fingerOn(page)
    for (const [id, ms] of [[101, 260], [102, 310], [103, 400]] as const) {
      const hold = await holdOnScreen(page, id)
      await beforeLongPress(page, () => finger.press(hold, ms))
    }
    await expect.poll(() => painted(page)).toBe(3)

    const whole = await page.getByRole('application').boundingBox()
    await finger.press(await holdOnScreen(page, 106), 700)
    await page.getByRole('heading', { name: 'Prise B2' }).waitFor()
    expect(pathOf(page)).toBe('/ouvrir')
    await page.getByRole('button', { name: 'Fermer la fiche' }).click()
    await page.getByRole('heading', { name: 'Nouveau bloc' }).waitFor()
    expect(await painted(page)).toBe(3)
    await expect.poll(() => page.getByRole('application').boundingBox()).toEqual(whole)
    expect(await isZoomed(page)).toBe(false)
    // Going back closes it too.
    await finger.press(await holdOnScreen(page, 106), 700)
    await page.getByRole('heading', { name: 'Prise B2' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'Nouveau bloc' }).waitFor()
    expect(pathOf(page)).toBe('/ouvrir')
  })

  test(`[FINGER-3] ${at} a double tap zooms in every mode, and neither opens nor paints anything`, async ({ app, wall, visit }) => {
    const setter = await app.register(`double-${viewport.width}`)
    const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: `Double ${viewport.width}` })
    const page = await visit({ viewport })
    await live(page)
    for (const path of ['/', '/prises', '/ouvrir', `/bloc/${climb.id}`]) {
      await followPath(page, path)
      const finger = await fingerOn(page)
      const hold = await holdOnScreen(page, 106)
      await finger.tapTwice(hold)
      await expect.poll(() => isZoomed(page)).toBe(true)
      expect(pathOf(page)).toBe(path)
      expect(await page.getByRole('heading', { name: /^Prise [A-C]\d/ }).count()).toBe(0)
    }
    await followPath(page, '/ouvrir')
    const finger = await fingerOn(page)
    const hold = await holdOnScreen(page, 106)
    await finger.tapTwice(hold)
    await expect.poll(() => isZoomed(page)).toBe(true)
    expect(await painted(page)).toBe(0)
  })

  test(`[FINGER-8] ${at} the second start takes up the brush for hands, and a third is refused with a word`, async ({ visit }) => {
    const page = await visit({ path: '/ouvrir', viewport })
    await live(page)
    const start = brushes(page).getByRole('button', { name: 'Départ' })
    await tapHold(page, 101)
    await tapHold(page, 102)
    await expect.poll(() => brushes(page).getByRole('button', { name: 'Main' }).getAttribute('aria-pressed')).toBe('true')
    await start.click()
    await tapHold(page, 103)
    await toast(page, 'Deux prises de départ au plus.').waitFor()
    expect(await painted(page)).toBe(2)
  })

  test(`[FINGER-7] ${at} nothing lies over a hold: no bar, no button, no hint, no note`, async ({ app, wall, visit }) => {
    const setter = await app.register(`free-${viewport.width}`)
    const climb = await setClimb(app, setter.token, {
      face_id: wall.faceId,
      name: `Libre ${viewport.width}`,
      holds_list: 'S101 O105 O106 T109',
    })
    const page = await visit({ viewport, hints: true, as: setter })
    await live(page)
    const other = await app.register(`arrives-${viewport.width}`)
    for (const path of ['/', '/ouvrir', '/prises', `/bloc/${climb.id}`, `/bloc/${climb.id}/modifier`]) {
      await followPath(page, path)
      await setClimb(app, other.token, { face_id: wall.faceId, name: `Arrive ${viewport.width} ${path.length}` })
      await page.getByRole('status').filter({ hasText: 'Nouveau' }).waitFor()
      const covered: string[] = []
      for (const id of [101, 102, 103, 104, 105, 106, 107, 108, 109, 110]) covered.push(await over(page, await holdOnScreen(page, id)))
      expect(covered.filter(text => text !== ''), path).toEqual([])
    }
  })

  test(`[FINGER-9] ${at} a climb that is opened is seen whole above the sheet, and one sees the way back`, async ({ app, wall, visit }) => {
    const setter = await app.register(`frame-${viewport.width}`)
    const climb = await setClimb(app, setter.token, { face_id: wall.faceId, name: `Cadre ${viewport.width}`, holds_list: 'S101 O105 T106' })
    const page = await visit({ viewport })
    await live(page)
    await page.getByRole('button', { name: 'Blocs' }).click()
    await page.getByRole('list', { name: 'Blocs' }).getByRole('link', { name: climb.name }).click()
    await page.getByRole('heading', { name: climb.name }).waitFor()
    // It is nearer than the whole wall, as there is room.
    await expect.poll(() => isZoomed(page)).toBe(true)
    // The sheet is no higher than what it says.
    const [stage, sheet] = [
      await page.getByRole('application').boundingBox(),
      await page.getByRole('heading', { name: climb.name }).boundingBox(),
    ]
    expect((stage?.y ?? 0) + (stage?.height ?? 0)).toBeLessThan(sheet?.y ?? 0)
    expect(stage?.height ?? 0).toBeGreaterThan(viewport.height * 0.3)
    await page.getByRole('button', { name: 'Retour' }).click()
    await page.waitForURL(url => url.pathname === '/')
    await expect.poll(() => isZoomed(page)).toBe(false)
  })
}

test('[FINGER-10] a hint goes away once one did the thing, and never comes over a page with a task', async ({ visit }) => {
  const page = await visit({ viewport: PHONE, hints: true })
  await live(page)
  const hint = page.getByRole('note', { name: 'Premiers pas' })
  await hint.getByText('Choisissez un bloc').waitFor()
  await page.goto('/prises')
  await hint.getByText('zoomer').waitFor()
  await page.goto('/')
  await hint.getByText('Choisissez un bloc').waitFor()
  await page.getByRole('button', { name: 'Blocs' }).click()
  await page.getByRole('list', { name: 'Blocs' }).getByRole('link').first().click()
  await hint.getByText('zoomer').waitFor()
  const finger = await fingerOn(page)
  const hold = await holdOnScreen(page, 106)
  await finger.tapTwice(hold)
  await hint.getByText('Appui long').waitFor()
  await page.goto('/confirm-email#token=none')
  await page.getByRole('main').first().waitFor()
  expect(await hint.count()).toBe(0)
  await page.goto('/prises')
  await hint.getByText('Appui long').waitFor()
  await finger.press(await holdOnScreen(page, 106), 700)
  await hint.waitFor({ state: 'detached' })
})
