import { createSSRApp, h, Suspense, type Component } from 'vue'
import { renderToString } from 'vue/server-renderer'
import { expect, test, vi } from 'vitest'
import { persistentPart } from './persistentPart'

const wall: Component = { render: () => h('p', 'the wall') }

test('[APP-4] a part that could not be fetched is asked for again until it is there', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  let asked = 0
  const part = persistentPart(() => ++asked < 4 ? Promise.reject(new Error('no network')) : Promise.resolve({ default: wall }))
  const shown = renderToString(createSSRApp({ render: () => h(Suspense, null, { default: () => h(part) }) }))
  await vi.advanceTimersByTimeAsync(10_000)
  vi.useRealTimers()
  expect(await shown).toContain('the wall')
  expect(asked).toBe(4)
})
