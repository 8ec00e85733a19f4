import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFinished } from 'vitest'
import { PASSWORD, startApp, type TestApp } from '../support/app'
import { graveTroubles } from '../support/axe'
import { PHONE, test } from '../support/browser'
import { secondFactor } from '../support/secondFactor'

/** Browsers make no passkeys for bare addresses. */
const named = (app: TestApp): string => app.url.replace('127.0.0.1', 'localhost')

/** A phone that unlocks with a finger, which always fits. */
async function giveAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

async function prove(dialog: Locator): Promise<void> {
  await dialog.getByLabel('Mot de passe actuel').fill(PASSWORD)
}

async function logOut(page: Page): Promise<void> {
  await page.goto(`${new URL(page.url()).origin}/moi`)
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByText('Vous n’êtes pas connecté').waitFor()
  await page.getByRole('button', { name: 'Se connecter' }).click()
}

async function typePassword(dialog: Locator, username: string): Promise<void> {
  await dialog.getByLabel('Nom d’utilisateur ou e-mail').fill(username)
  await dialog.getByLabel('Mot de passe').fill(PASSWORD)
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
}
const isIn = (page: Page) => page.getByRole('link', { name: /Clés d’accès/ }).waitFor()

async function nothingWrong(page: Page, where: string): Promise<void> {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
  expect([await graveTroubles(page), sideways], where).toEqual([[], false])
}

test('[FACTOR-11] [FACTOR-12] on a phone one adds a passkey, and logs in with it, with a recovery code, and with the passkey alone', { timeout: 120_000 }, async ({ app, visit }) => {
  const me = await app.register('prévoyante')
  const page = await visit({ path: '/moi', as: me, viewport: PHONE, through: named(app), expects: /status of 40[03]/ })
  await giveAuthenticator(page)
  const dialog = page.getByRole('dialog')
  await page.getByRole('link', { name: /Clés d’accès/ }).click()
  await page.getByText('Pas encore de clé d’accès').waitFor()
  await page.getByRole('button', { name: 'Ajouter une clé' }).click()
  await dialog.getByLabel('Mot de passe actuel').fill('pas-celui-la-9')
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByText(/actuel est incorrect/).waitFor()
  await prove(dialog)
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByLabel('Nom').fill('Mon téléphone')
  await dialog.getByRole('button', { name: 'Créer la clé' }).click()
  await dialog.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
  const codes = await dialog.getByRole('listitem').allTextContents()
  expect(codes).toHaveLength(10)
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: 'Télécharger' }).click()])
  expect(await readFile(await download.path(), 'utf8')).toContain(codes.join('\n'))
  await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Mon téléphone' })
  await row.getByText('Jamais utilisée').waitFor()

  await logOut(page)
  await typePassword(dialog, me.username)
  await dialog.getByRole('heading', { name: 'Encore une étape' }).waitFor()
  const use = dialog.getByRole('button', { name: 'Utiliser ma clé d’accès' })
  await expect.poll(() => use.evaluate(button => button === document.activeElement)).toBe(true)
  await use.click()
  await isIn(page)

  await logOut(page)
  await typePassword(dialog, me.username)
  await dialog.getByRole('button', { name: 'Utiliser un code de secours' }).click()
  const field = dialog.getByLabel('Code de secours')
  await field.fill('aaaaaa')
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
  await dialog.getByText(/est incorrect/).waitFor()
  await field.fill(codes[0]?.toUpperCase() ?? '')
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
  await isIn(page)

  await logOut(page)
  await dialog.getByRole('button', { name: 'Avec une clé d’accès' }).click()
  await isIn(page)
  await page.getByRole('link', { name: /Clés d’accès/ }).click()
  await page.getByText('Il en reste 9 sur 10').waitFor()
})

test('[FACTOR-11] a passkey is renamed, codes are made anew and the last passkey removed, proved with the passkey itself', { timeout: 120_000 }, async ({ app, visit }) => {
  const me = await app.register('changeante')
  const page = await visit({
    path: '/moi/cles-acces',
    as: me,
    viewport: { width: 320, height: 640 },
    through: named(app),
    expects: /status of 400/,
  })
  await giveAuthenticator(page)
  const dialog = page.getByRole('dialog')
  await nothingWrong(page, 'empty')
  await page.getByRole('button', { name: 'Ajouter une clé' }).click()
  await prove(dialog)
  await nothingWrong(page, 'proof')
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByRole('button', { name: 'Créer la clé' }).click()
  await dialog.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
  await nothingWrong(page, 'codes')
  await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()
  await page.getByRole('list', { name: 'Vos clés d’accès' }).waitFor()
  await nothingWrong(page, 'list')

  await page.getByRole('button', { name: /^Renommer/ }).click()
  await dialog.getByLabel('Nom').fill('Clé bleue')
  await dialog.getByRole('button', { name: 'Enregistrer' }).click()
  await page.getByRole('button', { name: 'Renommer Clé bleue' }).waitFor()

  await page.getByRole('button', { name: 'Créer de nouveaux codes' }).click()
  await dialog.getByRole('button', { name: 'Utiliser plutôt une clé d’accès' }).click()
  await dialog.getByRole('heading', { name: 'Vos codes de secours' }).waitFor()
  await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()

  await page.getByRole('button', { name: 'Retirer Clé bleue' }).click()
  await dialog.getByText('C’est votre dernière clé').waitFor()
  await dialog.getByRole('button', { name: 'Utiliser plutôt une clé d’accès' }).click()
  await page.getByText('Pas encore de clé d’accès').waitFor()
})

test('[FACTOR-12] the second step works at 320 px, and a ticket that ran out begins again', { timeout: 120_000 }, async ({ app, visit }) => {
  const me = await app.register('tardive')
  const { codes } = await secondFactor(app).add(me)
  const page = await visit({ path: '/moi', viewport: { width: 320, height: 640 }, expects: /status of 40[03]/ })
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await typePassword(dialog, me.username)
  // A bare address knows no passkeys: the codes are all there is.
  await dialog.getByText(/Les clés d’accès ne marchent pas/).waitFor()
  await nothingWrong(page, 'step')
  app.clock.advance(6 * 60_000)
  await dialog.getByLabel('Code de secours').fill(codes[0] ?? '')
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
  await dialog.getByText(/a expiré ou a déjà été utilisée/).waitFor()
  await dialog.getByRole('button', { name: 'Recommencer' }).click()
  await typePassword(dialog, me.username)
  await dialog.getByLabel('Code de secours').fill(codes[0] ?? '')
  await dialog.getByRole('button', { name: 'Se connecter' }).click()
  await isIn(page)
})

test('[FACTOR-13] an admin without a second factor is asked to add one, and sees who has one', async ({ app, visit }) => {
  const admin = await app.admin()
  const user = await app.register('equipee')
  await secondFactor(app).add(user)
  const page = await visit({ path: '/admin/comptes', as: admin, viewport: PHONE })
  await page.getByRole('complementary', { name: 'Ajoutez une clé d’accès' }).waitFor()
  await page.getByRole('searchbox').fill('equipee')
  await expect
    .poll(() => page.getByRole('listitem').filter({ hasText: 'deuxième étape' }).allTextContents())
    .toEqual([expect.stringContaining('equipee') as string])
  await page.getByRole('link', { name: /equipee/ }).click()
  await page.getByRole('button', { name: 'Retirer les clés d’accès' }).click()
  await page.getByRole('button', { name: 'Confirmer' }).click()
  await page.getByRole('button', { name: 'Retirer les clés d’accès' }).waitFor({ state: 'detached' })
  expect((await secondFactor(app).login(user)).status).toBe(200)
  await page.getByRole('link', { name: 'Ajouter une clé' }).click()
  await page.getByRole('heading', { name: 'Clés d’accès' }).waitFor()
})

test('[FACTOR-13] where it is required the admins’ pages open once the passkey is there', { timeout: 120_000 }, async ({ built, visit }) => {
  const app = await startApp({ clientFolder: built.clientFolder, env: { ADMIN_FACTOR: 'require' } })
  onTestFinished(() => app.close())
  const admin = await app.admin()
  const page = await visit({ path: '/admin/comptes', as: admin, viewport: PHONE, through: named(app) })
  await giveAuthenticator(page)
  await page.getByText('vous avez les droits d’un membre').waitFor()
  expect(await page.getByRole('searchbox').count()).toBe(0)
  await page.getByRole('link', { name: 'Ajouter une clé' }).click()
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: 'Ajouter une clé' }).click()
  await prove(dialog)
  await dialog.getByRole('button', { name: 'Continuer' }).click()
  await dialog.getByRole('button', { name: 'Créer la clé' }).click()
  await dialog.getByRole('button', { name: 'Je les ai gardés' }).click()
  await page.getByRole('button', { name: 'Retour' }).click()
  await page.getByRole('link', { name: /Administration/ }).click()
  await page.getByRole('navigation', { name: 'Administration' }).getByRole('link', { name: 'Comptes' }).click()
  await page.getByRole('searchbox').first().waitFor()
})
