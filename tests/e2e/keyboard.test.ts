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
  await page.getByText('Il manque un nom, trois lettres au moins.').waitFor()
  await page.keyboard.press('Control+z')
  await page.getByText('Il manque un top.').waitFor()
  await page.keyboard.press('Control+Shift+z')
  await page.getByText('Il manque un nom, trois lettres au moins.').waitFor()
})

test('[SEE-6] a script that is not ours does not run', async ({ visit }) => {
  const heard: string[] = []
  const page = await visit({ expects: /Content Security Policy/, before: opened => opened.on('console', message => heard.push(message.text())) })
  await live(page)
  await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'document.title = "taken"'
    document.body.append(script)
  })
  await expect.poll(() => heard.join()).toContain('Content Security Policy')
  expect(await page.title()).not.toBe('taken')
})
