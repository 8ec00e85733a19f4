import { createPinia, setActivePinia } from 'pinia'
import { createApp, type App } from 'vue'
import { createApi } from '../api/api'
import { apiKey, type Api } from '../api/useApi'
import { createDocuments, documentsKey, type Documents } from '../documents/documentRegistry'
import { createDevice, deviceKey } from '../offline/device'
import { connectionKey, type Connection } from '../sync/connection'

interface Given {
  connection: Connection
  /** Calls that differ from those of an api without a network. */
  api?: Partial<Api>
  /** Opens documents in the place of those that the page would open. */
  open?: Documents['open']
}

/** Fresh stores over what the test gives them, on the device of the person `u`. */
export function testStores({ connection, api: replaced, open }: Given): App {
  const noNetwork = createApi({ fetch: () => Promise.reject(new TypeError('no network')), language: () => 'fr' })
  const api = { ...noNetwork, ...replaced }
  const documents = createDocuments({
    tokens: api.tokens,
    describe: name => api.call('documents.get', { name }),
    origin: () => 'ws://gym',
  })
  const device = createDevice('host')
  device.open('u')
  const pinia = createPinia()
  const app = createApp({})
    .use(pinia)
    .provide(connectionKey, connection)
    .provide(deviceKey, device)
    .provide(apiKey, api)
    .provide(documentsKey, open ? { ...documents, open } : documents)
  setActivePinia(pinia)
  return app
}
