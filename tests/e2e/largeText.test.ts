import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { live, setClimb, test } from '../support/browser'
import { followPath } from '../support/followPath'
import { setTextSize, textTroubles } from '../support/textTrouble'

const TALL = { width: 390, height: 844 }
/** The paths that show the wall beside the page. */
const LOW = ['/', '/bloc/:climb', '/ouvrir', '/prises', '/prises/105', '/prises/feuille', '/soins', '/ouvreur/:setter']
const SIZES = [TALL, { width: 320, height: 640 }, { width: 640, height: 320 }, { width: 1920, height: 1080 }]
const EVERYWHERE = [
  '/',
  '/bloc/:climb',
  '/bloc/:climb/modifier',
  '/bloc/unknown',
  '/ouvrir',
  '/prises',
  '/prises/105',
  '/prises/feuille',
  '/prises/versions',
  '/soins',
  '/ouvreur/:setter',
  '/moi',
  '/moi/corbeille',
  '/moi/carnet',
  '/moi/listes',
  '/moi/recherches',
  '/moi/nouvelles',
  '/liste/:list',
  '/statistiques',
  '/moi/email',
  '/moi/mot-de-passe',
  '/moi/appareils',
  '/moi/cles-acces',
  '/reset-password',
  '/confirm-email',
  '/invitation',
  '/synchronisation',
  '/confidentialite',
  '/admin',
  '/admin/comptes',
  '/admin/comptes/:setter',
  '/admin/demandes',
  '/admin/invitations',
  '/admin/cles',
  '/admin/annonces',
  '/admin/salle',
  '/admin/blocs',
  '/admin/signalements',
  '/admin/verrous',
  '/admin/journal',
]
/** The paths that look different for another person. */
const ELSEWHERE = {
  guest: ['/', '/bloc/:climb', '/ouvrir', '/prises/105', '/moi', '/admin/comptes'],
  member: ['/bloc/:climb', '/prises/105', '/moi'],
}

const settled = (page: Page) => page.evaluate(async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(resolve => requestAnimationFrame(resolve))
})
/** The sheet as low as it shows both wall and page, or as high as it goes. */
async function raise(page: Page, height: 'half' | 'full'): Promise<void> {
  for (let steps = 0; steps < 3; steps += 1) {
    await settled(page)
    // At once: where the layout changes, the sheet goes.
    const isThere = await page.evaluate((wanted) => {
      const handle = document.querySelector<HTMLElement>('.sheet > .handle')
      if (!handle || handle.parentElement?.classList.contains(wanted)) return true
      handle.click()
      return false
    }, height)
    if (isThere) return
  }
}

test('[SEE-7] with text at twice its size nothing is cut and nothing overlaps, on any page, tall, small, low and wide', { timeout: 180_000 }, async ({ app, wall, visit }) => {
  const [member, admin] = [await app.register('loupe-a-la-main'), await app.admin()]
  await app.call('PUT', '/api/holds/105/annotations', { token: member.token, body: { grip_type: 'reglette', condition: 'a_brosser' } })
  await app.call('POST', '/api/holds/105/tasks', {
    token: member.token,
    body: { kind: 'brush', note: 'magnésie dans les trous de la vis' },
  })
  await app.call('PUT', '/api/admin/locks/hold/106', { token: admin.token, body: { reason: 'Remplacement prévu jeudi' } })
  const climb = await setClimb(app, member.token, {
    face_id: wall.faceId,
    name: 'Un nom de bloc qui ne tient pas sur une ligne de téléphone',
    holds_list: 'S101 O105 F106 T109',
  })
  await app.call('POST', `/api/climbs/${climb.id}/ascents`, { token: admin.token, body: { grade_font: '6B', notes: 'talon à gauche' } })
  const name = 'Une liste dont le nom ne tient pas sur une ligne de téléphone'
  const list = (await app.call('POST', '/api/lists', { token: admin.token, body: { name, climb_ids: [climb.id] } })).body as { id: string }
  await app.call('POST', '/api/searches', { token: admin.token, body: { face_id: wall.faceId, name, query: 'grade_max=6A' } })
  const addressOf = (path: string): string => path.replace(':climb', climb.id).replace(':setter', member.id).replace(':list', list.id)
  const found: string[] = []
  for (const [who, paths] of [['admin', EVERYWHERE], ['member', ELSEWHERE.member], ['guest', ELSEWHERE.guest]] as const) {
    const page = await visit({ viewport: TALL, ...who === 'guest' ? {} : { as: who === 'admin' ? admin : member } })
    await setTextSize(page, 200)
    await live(page)
    const look = async (path: string, at: string) => {
      await settled(page)
      found.push(...(await textTroubles(page)).map(trouble => `${path} ${at} ${who}: ${trouble}`))
    }
    for (const path of paths) {
      await followPath(page, addressOf(path))
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await raise(page, 'full')
        await look(path, `${size.width}x${size.height}`)
        if (size !== TALL || who !== 'admin' || !LOW.includes(path)) continue
        await raise(page, 'half')
        await look(path, 'half a sheet')
      }
    }
    if (who !== 'guest') continue
    const finder = page.getByRole('region', { name: 'Trouver un bloc' })
    for (const [path, opens, what] of [['/', 'Filtres', finder], ['/moi', 'Se connecter', page.getByRole('dialog')]] as const) {
      await followPath(page, path)
      await page.getByRole('button', { name: opens }).click()
      await what.waitFor()
      for (const size of SIZES) {
        await page.setViewportSize(size)
        await look(`${path} ${opens}`, `${size.width}x${size.height}`)
      }
      await page.keyboard.press('Escape')
    }
  }
  expect([...new Set(found)]).toEqual([])
})
