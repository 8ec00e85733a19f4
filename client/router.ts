import { createRouter, createWebHistory } from 'vue-router'
import ClimbsPage from './pages/ClimbsPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'climbs', component: ClimbsPage },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
