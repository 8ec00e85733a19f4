import { createRouter, createWebHistory } from 'vue-router'
import './composables/routeMeta'
import { withWords } from './i18n'
import ClimbsPage from './pages/ClimbsPage.vue'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'climbs', component: ClimbsPage, meta: { place: 'climbs' } },
    { path: '/bloc/:id', name: 'climb', component: () => import('./pages/ClimbPage.vue'), meta: { place: 'climbs' } },
    { path: '/bloc/:id/modifier', name: 'edit', component: () => import('./pages/SetPage.vue'), meta: { place: 'set', mode: 'paint' } },
    { path: '/ouvrir', name: 'set', component: () => import('./pages/SetPage.vue'), meta: { place: 'set', mode: 'paint' } },
    { path: '/prises/:hold(\\d+)?', name: 'holds', component: () => import('./pages/HoldsPage.vue'), meta: { place: 'holds', mode: 'pick' } },
    { path: '/prises/versions/:version?', name: 'versions', component: withWords('history', () => import('./pages/SheetPast.vue')), meta: { place: 'holds' } },
    { path: '/prises/feuille/:mark?', name: 'sheet', component: () => import('./pages/SheetPage.vue'), meta: { place: 'holds', mode: 'draw' } },
    { path: '/soins', name: 'care', component: () => import('./pages/CarePage.vue'), meta: { place: 'holds', broad: true } },
    { path: '/moi', name: 'me', component: () => import('./pages/MePage.vue'), meta: { place: 'me', settings: true } },
    { path: '/moi/corbeille', name: 'bin', component: () => import('./pages/BinPage.vue'), meta: { place: 'me', settings: true } },
    { path: '/moi/email', name: 'email', component: () => import('./pages/EmailPage.vue'), meta: { place: 'me', settings: true } },
    { path: '/moi/mot-de-passe', name: 'password', component: () => import('./pages/PasswordPage.vue'), meta: { place: 'me', settings: true } },
    { path: '/moi/appareils', name: 'devices', component: () => import('./pages/DevicesPage.vue'), meta: { place: 'me', settings: true } },
    { path: '/moi/cles-acces', name: 'passkeys', component: withWords('factor', () => import('./pages/PasskeysPage.vue')), meta: { place: 'me', settings: true } },
    // Letters link to these two.
    { path: '/reset-password', name: 'reset-password', component: () => import('./pages/ResetPasswordPage.vue'), meta: { place: 'me' } },
    { path: '/confirm-email', name: 'confirm-email', component: () => import('./pages/ConfirmEmailPage.vue'), meta: { place: 'me' } },
    {
      path: '/admin', component: withWords('admin', () => import('./pages/admin/AdminPage.vue')), meta: { place: 'me', whole: true },
      children: [
        { path: '', redirect: '/admin/comptes' },
        { path: 'comptes', name: 'admin-users', component: () => import('./pages/admin/UsersPage.vue') },
        { path: 'demandes', name: 'admin-claims', component: () => import('./pages/admin/ClaimsPage.vue') },
        { path: 'invitations', name: 'admin-invites', component: () => import('./pages/admin/InvitesPage.vue') },
        { path: 'cles', name: 'admin-keys', component: () => import('./pages/admin/KeysPage.vue') },
        { path: 'verrous', name: 'admin-locks', component: () => import('./pages/admin/LocksPage.vue') },
        { path: 'journal', name: 'admin-audit', component: () => import('./pages/admin/AuditPage.vue') },
      ],
    },
    { path: '/synchronisation', name: 'sync', component: () => import('./pages/SyncPage.vue'), meta: { place: 'me', settings: true } },
    { path: '/invitation', name: 'invitation', component: () => import('./pages/InvitationPage.vue'), meta: { place: 'me' } },
    { path: '/ouvreur/:id', name: 'setter', component: () => import('./pages/SetterPage.vue'), meta: { place: 'climbs' } },
    {
      path: '/confidentialite', alias: '/privacy', name: 'privacy', meta: { place: 'me', whole: true, settings: true },
      component: withWords('privacy', () => import('./pages/PrivacyPage.vue')),
    },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./pages/MissingPage.vue'), meta: { place: 'me' } },
  ],
})
