import type { PushMessage } from '../../shared/model/push'

/** The parts of the service worker that this file needs; its types belong to another library than those of pages. */
interface Worker {
  addEventListener: (type: string, listener: (event: WorkerEvent) => void) => void
  registration: { showNotification: (title: string, options: object) => Promise<void> }
  clients: {
    matchAll: (options: object) => Promise<readonly Page[]>
    openWindow: (url: string) => Promise<unknown>
  }
}
interface Page {
  focus: () => Promise<unknown>
  navigate: (url: string) => Promise<unknown>
}
interface WorkerEvent {
  waitUntil: (work: Promise<unknown>) => void
  data?: { json: () => unknown } | null
  notification?: { data: unknown; close: () => void }
}

const worker = self as unknown as Worker

/** [PUSH-7] Shows a notification; a later one of the same tag takes its place. */
worker.addEventListener('push', (event) => {
  const { title, body, url, tag } = event.data?.json() as PushMessage
  event.waitUntil(worker.registration.showNotification(title, { body, tag, data: url, icon: '/icons/icon-192.png' }))
})

/** [PUSH-7] A tap opens the page, in a window that is open already if there is one. */
worker.addEventListener('notificationclick', (event) => {
  event.notification?.close()
  const url = typeof event.notification?.data === 'string' && event.notification.data.startsWith('/') ? event.notification.data : '/'
  event.waitUntil((async () => {
    const [page] = await worker.clients.matchAll({ type: 'window', includeUncontrolled: false })
    if (!page) return worker.clients.openWindow(url)
    // A browser may keep a window in the background; the page is opened there all the same.
    await page.focus().catch(() => undefined)
    return page.navigate(url)
  })())
})
