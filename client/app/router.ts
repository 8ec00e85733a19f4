import { createRouter, createWebHistory } from 'vue-router'
import './routeMeta'
import { withTexts } from '../frame/i18n'
import ClimbsPage from '../climbs/browse/ClimbsPage.vue'
import { renamedQuery } from '../climbs/finder/renamedQuery'

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'climbs', component: ClimbsPage, meta: { navTab: 'climbs' } },
    {
      path: '/bloc/:id', name: 'climb', component: withTexts('logbook', () => import('../climbs/card/ClimbPage.vue')),
      meta: { navTab: 'climbs' },
    },
    {
      path: '/bloc/:id/modifier', name: 'edit', component: () => import('../climbs/set/SetPage.vue'),
      meta: { navTab: 'set', mode: 'paint', onlyMastoc: true },
    },
    { path: '/ouvrir', name: 'set', component: () => import('../climbs/set/SetPage.vue'), meta: { navTab: 'set', mode: 'paint' } },
    {
      path: '/prises/:hold(\\d+)?', name: 'holds', component: () => import('../holds/HoldsPage.vue'),
      meta: { navTab: 'holds', mode: 'pick', onlyMastoc: true },
    },
    {
      path: '/prises/versions/:version?', name: 'versions', component: withTexts('history', () => import('../history/BoardHistory.vue')),
      meta: { navTab: 'holds', onlyMastoc: true },
    },
    {
      path: '/prises/feuille/:mark?', name: 'sheet', component: () => import('../board/BoardPage.vue'),
      meta: { navTab: 'holds', mode: 'draw', onlyMastoc: true },
    },
    {
      path: '/soins', name: 'care', component: () => import('../care/CarePage.vue'),
      meta: { navTab: 'holds', broad: true, onlyMastoc: true },
    },
    {
      path: '/statistiques', name: 'statistics', component: withTexts('statistics', () => import('../statistics/WallStatisticsPage.vue')),
      meta: { navTab: 'climbs', onlyMastoc: true },
    },
    { path: '/moi', name: 'me', component: () => import('../profile/MePage.vue'), meta: { navTab: 'me', settings: true } },
    {
      path: '/moi/corbeille', name: 'bin', component: () => import('../bin/BinPage.vue'),
      meta: { navTab: 'me', settings: true, onlyMastoc: true },
    },
    {
      path: '/moi/carnet', name: 'logbook', component: withTexts('logbook', () => import('../logbook/LogbookPage.vue')),
      meta: { navTab: 'me', settings: true, onlyMastoc: true },
    },
    {
      path: '/moi/listes', name: 'lists', component: withTexts('lists', () => import('../lists/ListsPage.vue')),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/moi/recherches', name: 'searches', component: withTexts('lists', () => import('../climbs/searches/SearchesPage.vue')),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/liste/:id', name: 'list', component: withTexts('lists', () => import('../climbs/lists/ListPage.vue')),
      meta: { navTab: 'climbs' },
    },
    {
      path: '/moi/nouvelles', name: 'news', component: withTexts('news', () => import('../news/NewsPage.vue')),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/moi/email', name: 'email', component: () => import('../account/profile/EmailPage.vue'),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/moi/mot-de-passe', name: 'password', component: () => import('../account/password/PasswordPage.vue'),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/moi/appareils', name: 'devices', component: () => import('../account/devices/DevicesPage.vue'),
      meta: { navTab: 'me', settings: true },
    },
    {
      path: '/moi/cles-acces', name: 'passkeys', component: withTexts('factor', () => import('../account/passkeys/PasskeysPage.vue')),
      meta: { navTab: 'me', settings: true },
    },
    // Letters link to these two.
    {
      path: '/reset-password', name: 'reset-password', component: () => import('../account/login/ResetPasswordPage.vue'),
      meta: { navTab: 'me' },
    },
    {
      path: '/confirm-email', name: 'confirm-email', component: () => import('../account/login/ConfirmEmailPage.vue'),
      meta: { navTab: 'me' },
    },
    {
      path: '/admin', component: withTexts('admin', () => import('../admin/AdminPage.vue')), meta: { navTab: 'me', fullscreen: true },
      children: [
        { path: '', name: 'admin-overview', component: withTexts('overview', () => import('../admin/overview/OverviewPage.vue')) },
        { path: 'comptes', name: 'admin-users', component: () => import('../admin/people/UsersPage.vue') },
        { path: 'comptes/:id', name: 'admin-person', component: () => import('../admin/people/PersonPage.vue') },
        { path: 'demandes', name: 'admin-claims', component: () => import('../admin/people/ClaimsPage.vue') },
        { path: 'signalements', name: 'admin-reports', component: withTexts('report', () => import('../admin/reports/ReportsPage.vue')) },
        { path: 'invitations', name: 'admin-invites', component: () => import('../admin/people/InvitesPage.vue') },
        { path: 'cles', name: 'admin-keys', component: () => import('../admin/people/KeysPage.vue') },
        { path: 'annonces', name: 'admin-notices', component: () => import('../admin/NoticesPage.vue') },
        { path: 'salle', name: 'admin-gym', component: () => import('../admin/wall/GymPage.vue') },
        { path: 'salle/:id', name: 'admin-wall', component: () => import('../admin/wall/WallPage.vue'), props: true },
        { path: 'import', name: 'admin-import', component: () => import('../admin/wall/ImportPage.vue') },
        { path: 'blocs', name: 'admin-climbs', component: withTexts('moderation', () => import('../admin/HiddenClimbsPage.vue')) },
        { path: 'verrous', name: 'admin-locks', component: () => import('../admin/wall/LocksPage.vue') },
        { path: 'journal', name: 'admin-audit', component: () => import('../admin/log/AuditPage.vue') },
      ],
    },
    { path: '/synchronisation', name: 'sync', component: () => import('./SyncPage.vue'), meta: { navTab: 'me', settings: true } },
    { path: '/invitation', name: 'invitation', component: () => import('../account/login/InvitationPage.vue'), meta: { navTab: 'me' } },
    { path: '/ouvreur/:id', name: 'setter', component: () => import('../profile/SetterPage.vue'), meta: { navTab: 'climbs' } },
    {
      path: '/confidentialite', alias: '/privacy', name: 'privacy', meta: { navTab: 'me', fullscreen: true, settings: true },
      component: withTexts('privacy', () => import('./PrivacyPage.vue')),
    },
    { path: '/:rest(.*)*', name: 'missing', component: () => import('./MissingPage.vue'), meta: { navTab: 'me' } },
  ],
})

/** [FIND-1] Links that were passed on before are still understood. */
router.beforeEach(({ path, query, hash }) => {
  const renamed = renamedQuery(query)
  return renamed === null ? true : { path, hash, query: renamed, replace: true }
})
