import './jitless'
import './styles/fonts.css'
import './styles/tokens.css'
import './styles/base.css'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, preferredLocale, speak } from './i18n'
import { router } from './router'

await speak(preferredLocale(navigator.languages))
createApp(App).use(createPinia()).use(i18n).use(router).mount('#app')
