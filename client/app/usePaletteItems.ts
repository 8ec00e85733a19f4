import { computed, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import { normalise } from '../../shared/rules/text'
import { useHoldNames } from '../annotations/useHoldNames'
import { useHoldOnWall } from '../annotations/useHoldOnWall'
import { useLoginGate } from '../account/login/loginGateStore'
import { LOCALES } from '../frame/i18n'
import { useClaims } from '../account/profile/claimsStore'
import { searched } from '../climbs/climbSearch'
import { useClimbs } from '../climbs/climbsStore'
import { useGradeText } from '../frame/useGradeText'
import { useHolds } from '../wall/holdsStore'
import { useSession } from '../account/sessionStore'
import { useSettings } from '../frame/settingsStore'
import type { IconName } from '../ui/icons'

export interface PaletteItem {
  key: string
  title: string
  about?: string
  icon: IconName
  run: () => unknown
}
export interface PaletteGroup {
  name: 'pages' | 'actions' | 'climbs' | 'setters' | 'holds'
  items: PaletteItem[]
}
/** The most that are listed of a kind; another letter narrows them down. */
const MOST = 6

const PAGES = [
  ['/', 'climbs', 'list'],
  ['/ouvrir', 'set', 'plus'],
  ['/prises', 'holds', 'hold'],
  ['/statistiques', 'statistics', 'bars'],
  ['/soins', 'care', 'brush'],
  ['/prises/feuille', 'sheet', 'pen'],
  ['/prises/versions', 'versions', 'clock'],
  ['/moi', 'me', 'user'],
  ['/synchronisation', 'sync', 'refresh'],
  ['/confidentialite', 'privacy', 'shield'],
] as const
const ACCOUNT = [
  ['/moi/carnet', 'logbook', 'book'],
  ['/moi/listes', 'lists', 'list'],
  ['/moi/recherches', 'searches', 'search'],
  ['/moi/email', 'email', 'mail'],
  ['/moi/mot-de-passe', 'password', 'lock'],
  ['/moi/cles-acces', 'passkeys', 'key'],
  ['/moi/appareils', 'devices', 'phone'],
  ['/moi/corbeille', 'bin', 'bin'],
] as const
const ADMIN = [
  ['/admin', 'admin-overview', 'eye'],
  ['/admin/comptes', 'admin-users', 'people'],
  ['/admin/demandes', 'admin-claims', 'person'],
  ['/admin/signalements', 'admin-reports', 'flag'],
  ['/admin/invitations', 'admin-invites', 'ticket'],
  ['/admin/cles', 'admin-keys', 'key'],
  ['/admin/annonces', 'admin-notices', 'horn'],
  ['/admin/salle', 'admin-gym', 'wall'],
  ['/admin/blocs', 'admin-climbs', 'eyeOff'],
  ['/admin/verrous', 'admin-locks', 'lock'],
  ['/admin/journal', 'admin-audit', 'clock'],
] as const

/** Pages and actions, and what on the wall has such a name, as somebody writes. */
export function usePaletteItems(search: Ref<string>) {
  const { t } = useI18n()
  const { gradeText } = useGradeText()
  const router = useRouter()
  const [session, claims, settings, climbs, holds] = [useSession(), useClaims(), useSettings(), useClimbs(), useHolds()]
  const gate = useLoginGate()
  const { focusHold } = useHoldOnWall()
  const names = useHoldNames()
  const wanted = computed(() => normalise(search.value))
  const fits = ({ title, about = '' }: PaletteItem): boolean => normalise(`${title} ${about}`).includes(wanted.value)

  const pages = computed<PaletteItem[]>(() =>
    [...PAGES, ...(session.user ? ACCOUNT : []), ...(claims.isAdmin ? ADMIN : [])].map(([to, name, icon]) => ({
      key: to,
      icon,
      title: t(`pages.titles.${name}`),
      ...(name.startsWith('admin') ? { about: t('pages.titles.admin') } : {}),
      run: () => router.push(to),
    })),
  )
  const actions = computed<PaletteItem[]>(() => [
    ...(session.user ? [] : [{ key: 'login', icon: 'user', title: t('account.login.title'), run: gate.pass } as const]),
    ...(['light', 'dark', 'auto'] as const)
      .filter(theme => theme !== settings.theme)
      .map(
        theme =>
          ({
            key: `theme ${theme}`,
            icon: 'eye',
            title: t('pages.palette.theme', { theme: t(`account.theme.${theme}`) }),
            run: () => {
              settings.theme = theme
            },
          }) as const,
      ),
    ...LOCALES.filter(locale => locale !== settings.locale).map(
      locale =>
        ({
          key: `language ${locale}`,
          icon: 'text',
          title: t('pages.palette.language', { language: t(`account.language.${locale}`) }),
          run: () => {
            settings.locale = locale
          },
        }) as const,
    ),
  ])
  const found = computed<PaletteItem[]>(() =>
    searched(climbs.list, search.value)
      .slice(0, MOST)
      .map(({ id, name, shown_grade_font, setter_name }) => ({
        key: id,
        icon: 'wall',
        title: name,
        about: [shown_grade_font && gradeText(shown_grade_font), setter_name].filter(Boolean).join(' · '),
        run: () => router.push(`/bloc/${id}`),
      })),
  )
  const setters = computed<PaletteItem[]>(() => {
    const names = new Map<string, string>()
    for (const { setter_id, created_by_id, setter_name } of climbs.list) {
      const id = setter_id ?? created_by_id
      if (id !== null && setter_name !== null && normalise(setter_name).includes(wanted.value)) names.set(id, setter_name)
    }
    return [...names]
      .slice(0, MOST)
      .map(([id, title]) => ({ key: `setter ${id}`, icon: 'person', title, run: () => router.push(`/ouvreur/${id}`) }))
  })
  const ofWall = computed<PaletteItem[]>(() =>
    holds.list
      .map(({ id }) => id)
      .filter(id => normalise(names.named(id)).includes(wanted.value))
      .slice(0, MOST)
      .map(id => ({
        key: `hold ${id}`,
        icon: 'hold',
        title: names.one(id),
        about: names.looks(id),
        run: () => {
          focusHold()
          return router.push(`/prises/${id}`)
        },
      })),
  )

  return computed<PaletteGroup[]>(() => {
    const always: PaletteGroup[] = [
      { name: 'pages', items: pages.value.filter(fits) },
      { name: 'actions', items: actions.value.filter(fits) },
    ]
    const named: PaletteGroup[] =
      wanted.value === ''
        ? []
        : [
            { name: 'climbs', items: found.value },
            { name: 'setters', items: setters.value },
            { name: 'holds', items: ofWall.value },
          ]
    return [...named, ...always].filter(({ items }) => items.length > 0)
  })
}
