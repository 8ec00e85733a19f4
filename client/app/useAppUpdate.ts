import { readonly, shallowRef } from 'vue'
import { workerAddress } from './workerAddress'

const LOOK_AGAIN_MS = 60 * 60 * 1000

const isOffered = shallowRef(false)
let waiting: ServiceWorker | null = null
let isAsked = false

/** A newer version lies ready; it comes when its user says so, never by surprise. */
export function useAppUpdate() {
  function reload(): void {
    isAsked = true
    if (waiting) waiting.postMessage({ type: 'SKIP_WAITING' })
    else location.reload()
  }
  return { isOffered: readonly(isOffered), reload }
}

function offer(worker: ServiceWorker | null): void {
  waiting = worker
  isOffered.value = true
}

/** From now on the app is kept for when there is no network; `keepPhotos` is called once it is, for what was shown before. */
export async function keepApp(container: ServiceWorkerContainer, keepPhotos: () => void): Promise<void> {
  let isKept = container.controller !== null
  container.addEventListener('controllerchange', () => {
    if (isAsked) return location.reload()
    // Another tab took the newer version: this one runs on as it is until it is told.
    if (isKept) return offer(null)
    isKept = true
    keepPhotos()
  })
  const registration = await container.register(workerAddress())
  if (registration.waiting && isKept) offer(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const worker = registration.installing
    worker?.addEventListener('statechange', () => {
      if (worker.state === 'installed' && container.controller) offer(worker)
    })
  })
  setInterval(() => void registration.update().catch(() => undefined), LOOK_AGAIN_MS)
}

/** The wall was shown before anything could keep it: the browser still has it at hand. */
export function fetchPhotosAgain(): void {
  for (const { name } of performance.getEntriesByType('resource')) {
    if (new URL(name).pathname.startsWith('/static/')) void fetch(name).catch(() => undefined)
  }
}
