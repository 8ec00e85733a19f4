import { expect } from 'vitest'
import { live, setClimb, test, PHONE } from '../support/browser'
import { startApp } from '../support/app'
import { startProxy } from '../support/proxy'
import { pushReceiver } from '../support/pushReceiver'
import { importTestWall } from '../support/wall'

interface Shown { title: string; body: string; data: unknown }
/** What the service worker of the app has, beside what the types of pages know. */
interface WorkerScope {
  registration: { showNotification: (title: string, options: Omit<Shown, 'title'>) => Promise<void> }
  shown: Shown[]
  dispatchEvent: (event: Event) => boolean
  ExtendableEvent: new (type: string) => Event
}

// A browser of a test reaches no push service: the address and the keys of one on this machine are put in its place.
test('[PUSH-1] [PUSH-4] [PUSH-7] a switch on the page, the server, the service worker and a tap on what it shows work together', async ({ built, visit, onTestFinished }) => {
  const service = await pushReceiver()
  onTestFinished(service.close)
  const app = await startApp({ clientFolder: built.clientFolder, push: { anywhere: true } })
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const [climber, setter] = [await app.register('abonnee'), await app.register('ouvreur')]
  const { id } = await setClimb(app, setter.token, { face_id: faceId, name: 'Le dahu' })
  await app.call('PUT', `/api/climbs/${id}/project`, { token: climber.token })
  const browser = service.browser('abonnee')
  const page = await visit({
    through: proxy.url, as: climber, viewport: PHONE, path: '/moi/nouvelles', expects: /photo|status of 404/,
    before: async (one) => {
      await one.context().grantPermissions(['notifications'], { origin: proxy.url })
      await one.addInitScript((told) => {
        PushManager.prototype.getSubscription = () => Promise.resolve(null)
        PushManager.prototype.subscribe = () => Promise.resolve({ toJSON: () => told } as unknown as PushSubscription)
      }, browser)
    },
  })
  await live(page)
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 30_000 }).toBe(true)
  await page.getByText('Un de mes projets a changé').tap()
  await expect.poll(async () => (await app.call('GET', '/api/users/me/export', { token: climber.token })).body)
    .toMatchObject({ notifications: [{ kinds: { search: false, project: true, request: false, answer: false } }] })

  await app.call('PATCH', `/api/climbs/${id}`, { token: setter.token, body: { description: 'Plus dur' } })
  await expect.poll(() => service.of('abonnee').length).toBe(1)
  const message = service.of('abonnee')[0]?.message
  const cdp = await page.context().newCDPSession(page)
  const registered = new Promise<string>(resolve => cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    if (registrations[0]) resolve(registrations[0].registrationId)
  }))
  await cdp.send('ServiceWorker.enable')
  const [worker] = page.context().serviceWorkers()
  // A browser without a screen shows nothing, and forgets it at once.
  await worker?.evaluate(() => {
    const scope = globalThis as unknown as WorkerScope
    const show = scope.registration.showNotification.bind(scope.registration)
    scope.shown = []
    scope.registration.showNotification = (title, options) => {
      scope.shown.push({ title, ...options })
      return show(title, options)
    }
  })
  await cdp.send('ServiceWorker.deliverPushMessage', { origin: proxy.url, registrationId: await registered, data: JSON.stringify(message) })
  const shown = () => worker?.evaluate(() =>
    (globalThis as unknown as WorkerScope).shown.map(({ title, body, data }) => ({ title, body, data })))
  await expect.poll(shown).toEqual([{ title: 'mastoc', body: 'Votre projet « Le dahu » a été modifié', data: `/bloc/${id}` }])
  // No finger reaches a notification of the system: the tap is told to the service worker as the system tells it.
  await worker?.evaluate(() => {
    const scope = globalThis as unknown as WorkerScope
    const event = new scope.ExtendableEvent('notificationclick')
    Object.defineProperty(event, 'notification', { value: { data: scope.shown[0]?.data, close: () => undefined } })
    scope.dispatchEvent(event)
  })
  await page.getByRole('heading', { name: 'Le dahu' }).waitFor()
})
