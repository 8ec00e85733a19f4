import { createPinia, setActivePinia } from 'pinia'
import { createApp, type App } from 'vue'
import { connectionKey, type Connection } from '../sync/connection'

/** Fresh stores over this connection. What else a store injects is provided on the app that is returned. */
export function testStores(connection: Connection): App {
  const pinia = createPinia()
  const app = createApp({}).use(pinia).provide(connectionKey, connection)
  setActivePinia(pinia)
  return app
}
