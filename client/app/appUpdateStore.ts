import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { workerAddress } from './workerAddress'

const LOOK_AGAIN_MS = 60 * 60 * 1000

/** A newer version lies ready; it comes when its user says so, never by surprise. */
export const useAppUpdate = defineStore('appUpdate', () => {
  const isOffered = shallowRef(false)
  let waiting: ServiceWorker | null = null
  let isAsked = false

  function reload(): void {
    isAsked = true
    if (waiting) waiting.postMessage({ type: 'SKIP_WAITING' })
    else location.reload()
  }

  function offer(worker: ServiceWorker | null): void {
    waiting = worker
    isOffered.value = true
  }

  /** Keeps the app from now on for when there is no network; calls `keepPhotos` once it is kept, for the photos shown before. */
  async function keepApp(container: ServiceWorkerContainer, keepPhotos: () => void): Promise<void> {
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

  return { isOffered, reload, keepApp }
})

/** The wall was shown before anything could keep it: the browser still has it at hand. */
export function fetchPhotosAgain(): void {
  for (const { name } of performance.getEntriesByType('resource')) {
    if (new URL(name).pathname.startsWith('/static/')) void fetch(name).catch(() => undefined)
  }
}
