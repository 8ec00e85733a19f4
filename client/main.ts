import './jitless'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/floating.css'
import { createPinia } from 'pinia'
import { createApp, watch } from 'vue'
import App from './App.vue'
import { i18n, speak } from './i18n'
import { router } from './router'
import { useSession } from './stores/session'
import { useSettings } from './stores/settings'
import { useSync } from './stores/sync'

const app = createApp(App).use(createPinia()).use(i18n).use(router)
const settings = useSettings()

watch(() => settings.theme, theme => (document.documentElement.dataset['theme'] = theme), { immediate: true })
watch(() => settings.locale, speak)
useSync().start()
void useSession().restore()

await speak(settings.locale)
app.mount('#app')
