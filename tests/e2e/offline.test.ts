import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { FeedPage } from '../../shared/contract/feeds'
import { connectionPill, live, setClimb, test } from '../support/browser'
import { startProxy } from '../support/proxy'

type Answer = FeedPage & { feed: string }

/** The answers to feed:open, as they came over the page's socket. */
function listenToFeeds(answers: Answer[]): (page: Page) => void {
  return page => page.on('websocket', socket => socket.on('framereceived', ({ payload }) => {
    const answer = /^43\d+(\[.*\])$/s.exec(String(payload))?.[1]
    const [opened] = answer === undefined ? [] : JSON.parse(answer) as [Answer?]
    if (opened?.feed) answers.push(opened)
  }))
}

/** The network loses the style of a part once. */
const loseStyleOnce = (part: string) => async (page: Page): Promise<void> => {
  await page.route(new RegExp(`/assets/${part}-[^/]*\\.css$`), route => route.abort(), { times: 1 })
}

test('[APP-4] the notes come with their style although the network lost it once', async ({ visit }) => {
  const page = await visit({ expects: /ERR_FAILED/, before: loseStyleOnce('ToastStack') })
  const notes = page.locator('ol.toasts')
  await notes.waitFor({ state: 'attached' })
  await expect.poll(() => notes.evaluate(list => getComputedStyle(list).justifyItems)).toBe('center')
})

test('[SEE-2] [SYNC-16] a browser that was offline fetches only what changed, and shows exactly the right list', async ({ app, wall, visit, onTestFinished }) => {
  const face_id = wall.faceId
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const { token } = await app.register('nuage')
  const doomed = await setClimb(app, token, { face_id, name: 'Bientôt effacé' })
  const hidden = await setClimb(app, token, { face_id, name: 'Bientôt privé' })
  const answers: Answer[] = []
  const page = await visit({ through: proxy.url, expects: /ERR_|WebSocket|fetching the script/, before: listenToFeeds(answers) })
  const list = page.getByRole('list', { name: 'Blocs' })
  await live(page)
  await list.getByRole('link', { name: /Bientôt privé/ }).waitFor()
  expect(await list.getByRole('link').count()).toBe(7)

  const before = answers.length
  proxy.cut()
  const pill = connectionPill(page)
  await pill.filter({ hasText: 'Reconnexion…' }).waitFor()
  await pill.filter({ hasText: 'Hors ligne' }).waitFor()
  await list.getByRole('link', { name: /Bientôt effacé/ }).waitFor()
  const fresh = ['Averse', 'Brouillard', 'Cumulus', 'Embellie', 'Foehn']
  for (const name of fresh) await setClimb(app, token, { face_id, name })
  expect((await app.call('DELETE', `/api/climbs/${doomed.id}`, { token })).status).toBe(204)
  expect((await app.call('PATCH', `/api/climbs/${hidden.id}`, { token, body: { is_private: true } })).status).toBe(200)

  proxy.mend()
  await live(page)
  await expect.poll(() => list.getByRole('link').count()).toBe(10)
  const { body } = await app.call('GET', `/api/climbs?face_id=${face_id}`)
  const right = (body as { results: { name: string }[] }).results.map(({ name }) => name)
  const shown = await list.getByRole('link').allTextContents()
  expect(right.map((name, index) => shown[index]?.includes(name) ? name : shown[index])).toEqual(right)
  expect(right.slice(0, 5)).toEqual([...fresh].reverse())
  const caughtUp = answers.slice(before).filter(({ feed }) => feed === `face:${face_id}`)
  expect(caughtUp).toHaveLength(1)
  expect(caughtUp[0]).toMatchObject({ mode: 'delta', more: false })
  expect(caughtUp[0]?.rows.map(({ kind, op }) => `${kind} ${op}`).sort()).toEqual([
    ...Array<string>(2).fill('climb delete'),
    ...Array<string>(5).fill('climb put'),
  ])
  expect(answers.slice(before).every(answer => answer.mode === 'delta')).toBe(true)

  // The rows are, by count and checksum, those of the server.
  await page.goto('/synchronisation')
  await live(page)
  await page.getByRole('button', { name: 'Comparer avec le serveur' }).click()
  await expect.poll(() => page.getByText(/^Identique au serveur/).count()).toBe(2)
})
