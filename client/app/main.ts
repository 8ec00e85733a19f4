import '../styles/fonts.css'
import '../styles/tokens.css'
import '../styles/base.css'
import '../styles/floating.css'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { fetchStylesAgain } from '../frame/fetchStylesAgain'
import { nextTask } from '../frame/nextTask'
import { fetchPhotosAgain, useAppUpdate } from './appUpdateStore'
import { i18n, setLocale } from '../frame/i18n'
import { router } from './router'
import { useScene } from '../stage/useScene'
import { useSession } from '../account/sessionStore'
import { useSettings } from '../frame/settingsStore'
import { createApi } from '../api/api'
import { apiKey } from '../api/useApi'
import { createDocuments, documentsKey } from '../documents/documentRegistry'
import { createDevice, deviceKey } from '../offline/device'
import { connectionKey, createAppConnection } from '../sync/connection'
import { useSync } from '../sync/syncStore'

const KEEP_APP_MS = 1500

fetchStylesAgain()
// A slow phone needs a while for each of these steps: in between it may answer.
await nextTask()
const app = createApp(App).use(createPinia()).use(i18n).use(router)
const settings = useSettings()
watch(() => settings.theme, theme => (document.documentElement.dataset['theme'] = theme), { immediate: true })
watch(() => settings.locale, setLocale)
await nextTask()
const api = createApi({
  fetch: (address, init) => fetch(address, init),
  language: () => document.documentElement.lang || 'fr',
})
const documents = createDocuments({
  tokens: api.tokens,
  describe: name => api.call('documents.get', { name }),
  origin: () => location.origin.replace(/^http/, 'ws'),
})
const device = createDevice(location.host)
app.provide(apiKey, api).provide(documentsKey, documents).provide(deviceKey, device)
app.provide(connectionKey, createAppConnection(api, device))
useSync().start()
await nextTask()
void useSession().restore()
await nextTask()
await setLocale(settings.locale)
await nextTask()
// The browser reads its tables of numbers with the first one; the list's count would wait for them.
i18n.global.n(0)
await nextTask()
useScene()
await nextTask()
app.mount('#app')

// After the list is there: what is kept for later does not hold up what is looked at now.
if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  setTimeout(() => void useAppUpdate().keepApp(navigator.serviceWorker, fetchPhotosAgain).catch(() => undefined), KEEP_APP_MS)
}
