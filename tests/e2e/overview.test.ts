import { expect } from 'vitest'
import { graveTroubles } from '../support/axe'
import { live, PHONE, test } from '../support/browser'

test('[OVERVIEW-10] [OVERVIEW-11] an admin sees live who comes to which wall and who leaves, and what to do, on a phone and a desktop', async ({ app, visit }) => {
  const admin = await app.admin()
  const desk = await visit({ path: '/admin', as: admin })
  await live(desk)
  const lines = desk.getByRole('list', { name: 'État des serveurs' })
  await lines.getByRole('heading', { name: 'E-mails : à faire' }).waitFor()
  await lines.getByText('Réglez SMTP_URL ou MAIL_API').waitFor()
  await lines.getByRole('heading', { name: 'Erreurs : en ordre' }).waitFor()
  const connected = desk.getByRole('region', { name: /connectée/ })
  const climber = await visit({ viewport: PHONE, as: await app.register('belette') })
  await live(climber)
  await connected.getByRole('listitem').filter({ hasText: 'belette' }).getByText('Petit pan').waitFor()
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [390, 1280]) {
      await desk.setViewportSize({ width, height: 844 })
      await desk.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await graveTroubles(desk)).toEqual([])
      expect(await desk.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    }
  }
  await climber.close()
  await connected.getByText('belette').waitFor({ state: 'detached' })
})
