import { beforeAll, expect, it, vi } from 'vitest'

const shown = vi.fn(() => Promise.resolve())
const opened = vi.fn(() => Promise.resolve())
const page = { focus: vi.fn(() => Promise.resolve()), navigate: vi.fn(() => Promise.resolve()) }
const pages: (typeof page)[] = []
const listeners = new Map<string, (event: object) => void>()

/** Gives the worker an event, and waits for what it does about it. */
async function happen(type: string, event: object): Promise<void> {
  const works: Promise<unknown>[] = []
  listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => works.push(work) })
  await Promise.all(works)
}
const tap = (data: unknown) => happen('notificationclick', { notification: { data, close: () => undefined } })

beforeAll(async () => {
  vi.stubGlobal('self', {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    registration: { showNotification: shown },
    clients: { matchAll: () => Promise.resolve(pages), openWindow: opened },
  })
  await import('./pushWorker')
})

it('[PUSH-7] shows what it is told, in the place of what it was told before about the same thing', async () => {
  await happen('push', { data: { json: () => ({ title: 'Dures', body: 'Nouveau bloc : Le mur 7B', url: '/bloc/1', tag: 't' }) } })
  expect(shown).toHaveBeenCalledWith('Dures', expect.objectContaining({ body: 'Nouveau bloc : Le mur 7B', tag: 't', data: '/bloc/1' }))
})

it('[PUSH-7] a tap opens the page in a new window, or in one that is open, and never another site', async () => {
  await tap('/bloc/1')
  expect(opened).toHaveBeenCalledWith('/bloc/1')
  await tap('https://elsewhere.example.org/')
  expect(opened).toHaveBeenLastCalledWith('/')
  pages.push(page)
  await tap('/moi/nouvelles')
  expect([page.focus.mock.calls.length, page.navigate.mock.calls]).toEqual([1, [['/moi/nouvelles']]])
})
