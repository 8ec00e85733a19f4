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
    { path: '/moi/email', name: 'email', component: () => import('./pages/EmailPage.vue'), meta: { place: 'me' } },
    { path: '/moi/mot-de-passe', name: 'password', component: () => import('./pages/PasswordPage.vue'), meta: { place: 'me' } },
    { path: '/moi/appareils', name: 'devices', component: () => import('./pages/DevicesPage.vue'), meta: { place: 'me' } },
    // Letters link to these two.
    { path: '/reset-password', name: 'reset-password', component: () => import('./pages/ResetPasswordPage.vue'), meta: { place: 'me' } },
    { path: '/confirm-email', name: 'confirm-email', component: () => import('./pages/ConfirmEmailPage.vue'), meta: { place: 'me' } },
    { path: '/:rest(.*)*', redirect: '/' },
  ],
})
