import { expect } from 'vitest'
import { DESKTOP, live, test } from '../support/browser'

test('[SEE-4] one sets a climb with the keyboard alone', async ({ visit }) => {
  const page = await visit({ path: '/ouvrir', viewport: DESKTOP })
  await live(page)
  const wall = page.getByRole('application', { name: 'Le mur' })
  await wall.focus()
  await page.keyboard.press('1')
  for (const key of ['ArrowDown', 'Enter', 'ArrowUp']) await page.keyboard.press(key)
  await page.getByText('Il manque un top.').waitFor()
  await page.keyboard.press('4')
  await page.keyboard.press('Enter')
  await page.getByText('Il manque un nom de trois lettres au moins.').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('Il manque un top.').waitFor()
  await page.keyboard.press('Control+Shift+z')
  await page.getByText('Il manque un nom de trois lettres au moins.').waitFor()
})

test('[LOCAL-7] what one drew is gone from the device once one has logged out', async ({ app, visit }) => {
  const page = await visit({ path: '/ouvrir', as: await app.register('dessine'), viewport: DESKTOP })
  await live(page)
  const wall = page.getByRole('application', { name: 'Le mur' })
  await wall.focus()
  for (const key of ['1', 'ArrowDown', 'Enter']) await page.keyboard.press(key)
  await page.getByText('Il manque un top.').waitFor()
  const drafts = () => page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('mastoc.draft')))
  await expect.poll(drafts).toHaveLength(1)
  await page.goto('/moi')
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await page.getByRole('button', { name: 'Se connecter' }).first().waitFor()
  await expect.poll(drafts).toEqual([])
  await page.goto('/ouvrir')
  await page.getByText('Il manque une prise de départ.').waitFor()
})

test('[SEE-6] a script that is not ours does not run', async ({ visit }) => {
  const heard: string[] = []
  const page = await visit({
    expects: /Content Security Policy/,
    before: opened => opened.on('console', message => heard.push(message.text())),
  })
  await live(page)
  await page.evaluate(() => {
    const frame = document.createElement('iframe')
    frame.src = 'javascript:parent.document.title = "taken"'
    document.body.append(frame)
  })
  await expect.poll(() => heard.join()).toContain('Content Security Policy')
  expect(await page.title()).not.toBe('taken')
})

test('[SEC-2] no text becomes markup, a script or a script’s address', async ({ visit }) => {
  const page = await visit({ expects: /TrustedHTML|TrustedScript|TrustedTypePolicy/ })
  await live(page)
  const refusals = await page.evaluate(() => {
    const script = document.createElement('script')
    const refusedBy = (write: () => void) => {
      try {
        write()
        return 'taken'
      } catch (error) {
        return error instanceof TypeError ? 'refused' : String(error)
      }
    }
    return [
      refusedBy(() => (document.createElement('div').innerHTML = '<img src=x onerror=alert(1)>')),
      refusedBy(() => (script.textContent = 'document.title = "taken"')),
      refusedBy(() => (script.src = '/assets/other.js')),
      refusedBy(() =>
        (window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }).trustedTypes.createPolicy(
          'another',
          {},
        ),
      ),
    ]
  })
  expect(refusals).toEqual(['refused', 'refused', 'refused', 'refused'])
})

test('[WALK-2] [UNDO-1] one annotates hold after hold and takes a word back with the keyboard alone', async ({ app, visit }) => {
  const setter = await app.register('touches')
  const word = async (hold: number) =>
    (
      (await app.call('GET', `/api/holds/${hold}/annotations`, { token: setter.token })).body as {
        user_annotation: Record<string, unknown> | null
      }
    ).user_annotation
  // Pressed before the page knows who is here: it begins once it does, and nobody is asked to log in.
  let answer = () => {}
  const pressed = new Promise<void>(resolve => (answer = resolve))
  const page = await visit({
    path: '/prises', as: setter, viewport: DESKTOP,
    before: opened => void opened.route('**/auth/refresh', route => pressed.then(() => route.continue())),
  })
  await page.getByText('Touchez une prise').waitFor()
  await page.keyboard.press('a')
  answer()
  await live(page)
  await page.getByRole('heading', { name: 'Prise A1' }).waitFor()
  await page.getByRole('group', { name: /^Type/ }).waitFor()
  await page.keyboard.press('1')
  await page.getByRole('heading', { name: 'Prise A2' }).waitFor()
  await expect.poll(() => word(109)).toMatchObject({ grip_type: 'plat' })
  await page.keyboard.press('r')
  await expect.poll(() => word(110)).toMatchObject({ grip_type: 'plat' })
  await page.keyboard.press('Control+z')
  await expect.poll(async () => (await word(110))?.['grip_type'] ?? null).toBeNull()
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(() => word(110)).toMatchObject({ grip_type: 'plat' })
  expect(await word(109)).toMatchObject({ grip_type: 'plat' })
})
