import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { exportZip } from '../../server/sources/stokt/exportZip'
import { writeZip } from '../../server/exports/writeZip'
import { graveTroubles } from '../support/axe'
import { live, PHONE, test } from '../support/browser'
import { emptyFolder } from '../support/environments'
import { writeStoktExport } from '../support/stoktExport'

async function wallZip(): Promise<string> {
  const { directory, remove } = await writeStoktExport({ change: ({ newer }) => { newer.forEach((climb) => { climb.tags = '' }) } })
  onTestFinished(remove)
  const file = join(await emptyFolder(), 'mur.zip')
  const names = await readdir(directory)
  const files = await Promise.all(names.map(async name => ({ name, bytes: await readFile(join(directory, name)), isPacked: false })))
  await writeFile(file, await writeZip(files))
  return file
}

async function isSound(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 844 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await graveTroubles(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
  }
}

test('[EXPORT-8] an admin uploads a wall, sees what would change, imports it and sees it; a broken file is refused with its reason', async ({ app, visit }) => {
  const page = await visit({ path: '/admin/import', as: await app.admin(), viewport: PHONE })
  await live(page)
  const broken = join(await emptyFolder(), 'broken.zip')
  await writeFile(broken, 'this is no zip')
  await page.getByLabel('Choisir un fichier zip').setInputFiles(broken)
  await page.getByText('Ce fichier ne peut pas être importé. Rien n’a changé.').waitFor()
  await page.getByText('Le zip est abîmé, ou ce n’est pas un zip.').waitFor()
  await isSound(page)
  await page.getByLabel('Choisir un autre fichier').setInputFiles(await wallZip())
  const outcome = page.getByRole('region', { name: 'Ce que l’import changerait' })
  await outcome.getByText('Mur : Le Dévers').waitFor()
  await expect.poll(() => outcome.getByRole('row', { name: /Prises/ }).textContent()).toMatch(/Prises\s*48\s*0\s*0/)
  const before = (await app.call('GET', '/api/climbs?page_size=1', { apiKey: 'key-that-may-import' })).body as { count: number }
  await isSound(page)
  await page.getByRole('button', { name: 'Importer', exact: true }).click()
  await page.getByText('Le mur Le Dévers est importé.').waitFor()
  expect((await app.call('GET', '/api/climbs?page_size=1', { apiKey: 'key-that-may-import' })).body).toMatchObject({ count: before.count + 20 })
  await page.getByLabel('Choisir un autre fichier').setInputFiles(await wallZip())
  await page.getByText('Tout est déjà à jour : l’import ne changerait rien.').waitFor()
})

test('[EXPORT-8] without network the page says so, and what is too large is said before it is sent', async ({ app, visit }) => {
  const page = await visit({ path: '/admin/import', as: await app.admin(), expects: /ERR_INTERNET_DISCONNECTED/ })
  await live(page)
  await page.getByLabel('Choisir un fichier zip').setInputFiles({ name: 'large.zip', mimeType: 'application/zip', buffer: Buffer.alloc(25 * 1024 * 1024 + 1) })
  await page.getByText('Ce fichier dépasse 25 Mo.').waitFor()
  await page.context().setOffline(true)
  await page.getByLabel('Choisir un autre fichier').setInputFiles({ name: 'small.zip', mimeType: 'application/zip', buffer: Buffer.from('x') })
  await page.getByText(/Pas de réseau\s: l’envoi du fichier/).waitFor()
})

test('[EXPORT-2] [EXPORT-8] an admin downloads a wall as a zip from its page', async ({ app, wall, visit }) => {
  const page = await visit({ path: `/admin/salle/${wall.faceId}`, as: await app.admin() })
  await live(page)
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Télécharger le zip' }).click()
  const download = await coming
  expect(download.suggestedFilename()).toBe('mur-Petit-pan.zip')
  const { names } = await exportZip(await readFile(await download.path()))
  expect(names).toEqual(expect.arrayContaining(['climbs.json', 'gym.json', 'setup.json']))
})
