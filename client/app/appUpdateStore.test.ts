import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useAppUpdate } from './appUpdateStore'

/** A browser's side of service workers, as far as it is listened to. */
class Worker extends EventTarget {
  state = 'installing'
  told: unknown[] = []
  postMessage(message: unknown): void {
    this.told.push(message)
  }
  becomes(state: string): void {
    this.state = state
    this.dispatchEvent(new Event('statechange'))
  }
}
class Registration extends EventTarget {
  waiting: Worker | null = null
  installing: Worker | null = null
  update = vi.fn(() => Promise.resolve())
  finds(worker: Worker): void {
    this.installing = worker
    this.dispatchEvent(new Event('updatefound'))
  }
}
class Container extends EventTarget {
  controller: Worker | null = null
  registration = new Registration()
  register = vi.fn(() => Promise.resolve(this.registration))
  isTakenBy(worker: Worker): void {
    this.controller = worker
    this.dispatchEvent(new Event('controllerchange'))
  }
}

let container: Container
const reload = vi.fn()
const keepPhotos = vi.fn()

async function started() {
  setActivePinia(createPinia())
  const app = useAppUpdate()
  await app.keepApp(container as unknown as ServiceWorkerContainer, keepPhotos)
  return app
}

beforeEach(() => {
  vi.useFakeTimers()
  container = new Container()
  reload.mockClear()
  keepPhotos.mockClear()
  vi.stubGlobal('location', { reload })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the installed app', () => {
  it('[APP-1] keeps, once it is there, the photos that were shown before', async () => {
    const app = await started()
    const first = new Worker()
    container.registration.finds(first)
    first.becomes('installed')
    expect(app.isOffered).toBe(false)
    container.isTakenBy(first)
    expect(keepPhotos).toHaveBeenCalledOnce()
    expect([app.isOffered, reload.mock.calls.length]).toEqual([false, 0])
  })

  it('[APP-2] offers a newer version and changes to it when asked', async () => {
    container.controller = new Worker()
    const app = await started()
    const newer = new Worker()
    container.registration.finds(newer)
    newer.becomes('installed')
    expect(app.isOffered).toBe(true)
    expect([newer.told, reload.mock.calls.length]).toEqual([[], 0])
    app.reload()
    expect(newer.told).toEqual([{ type: 'SKIP_WAITING' }])
    container.isTakenBy(newer)
    expect(reload).toHaveBeenCalledOnce()
  })

  it('[APP-2] offers what was found at an earlier visit', async () => {
    container.controller = new Worker()
    container.registration.waiting = new Worker()
    expect((await started()).isOffered).toBe(true)
  })

  it('[APP-2] is not reloaded because another tab was', async () => {
    container.controller = new Worker()
    const app = await started()
    container.isTakenBy(new Worker())
    expect([app.isOffered, reload.mock.calls.length]).toEqual([true, 0])
    app.reload()
    expect(reload).toHaveBeenCalledOnce()
  })

  it('[APP-2] looks for a newer version every hour', async () => {
    await started()
    await vi.advanceTimersByTimeAsync(60 * 60 * 1000)
    expect(container.registration.update).toHaveBeenCalledOnce()
  })
})
