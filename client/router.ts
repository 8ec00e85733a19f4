import { createRouter, createWebHistory } from 'vue-router'
import './composables/routeMeta'
import ClimbsPage from './pages/ClimbsPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'climbs', component: ClimbsPage, meta: { place: 'climbs' } },
    { path: '/bloc/:id', name: 'climb', component: () => import('./pages/ClimbPage.vue'), meta: { place: 'climbs' } },
    { path: '/bloc/:id/modifier', name: 'edit', component: () => import('./pages/SetPage.vue'), meta: { place: 'set', mode: 'paint' } },
    { path: '/ouvrir', name: 'set', component: () => import('./pages/SetPage.vue'), meta: { place: 'set', mode: 'paint' } },
    { path: '/prises/:hold(\\d+)?', name: 'holds', component: () => import('./pages/HoldsPage.vue'), meta: { place: 'holds', mode: 'pick' } },
    { path: '/moi', name: 'me', component: () => import('./pages/MePage.vue'), meta: { place: 'me' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
