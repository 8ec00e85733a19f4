import { createApp, defineComponent } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, test } from 'vitest'
import { useAddressQuery } from './useAddressQuery'

const page = defineComponent({ render: () => null })

function start() {
  let load: () => void = () => undefined
  const loaded = new Promise<typeof page>(resolve => {
    load = () => resolve(page)
  })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: page },
      { path: '/bloc', component: () => loaded },
    ],
  })
  const app = createApp(page).use(router)
  return { router, load, write: app.runWithContext(useAddressQuery) }
}

test('[SEE-5] a search written into the address does not call off the way to a climb', async () => {
  const { router, load, write } = start()
  await router.push('/')
  const going = router.push('/bloc')
  write(query => ({ ...query, q: 'éléphant' }))
  load()
  expect(await going).toBeUndefined()
  await expect.poll(() => router.currentRoute.value.fullPath).toBe('/bloc?q=%C3%A9l%C3%A9phant')
})

test('[SEE-5] a search is written into the address at once where nobody is going anywhere', async () => {
  const { router, write } = start()
  await router.push('/?grips=bac')
  write(query => ({ ...query, q: 'x' }))
  await expect.poll(() => router.currentRoute.value.fullPath).toBe('/?grips=bac&q=x')
})
