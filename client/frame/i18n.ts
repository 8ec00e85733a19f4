import { createI18n } from 'vue-i18n'

export const LOCALES = ['fr', 'en'] as const
export type Locale = (typeof LOCALES)[number]

const loaders = {
  fr: () => import('../locales/fr'),
  en: () => import('../locales/en'),
}

export const i18n = createI18n({ legacy: false, flatJson: true, locale: 'fr', missingWarn: false, messages: {} })

/** Words that few pages need; they come with those pages. */
const later = import.meta.glob<object>('../locales/{fr,en}/{admin,comments,factor,finder,history,lists,logbook,moderation,news,overview,privacy,report,share,source,statistics,stokt}.json', { import: 'default' })
/** The sentences of the log come with the words of the admins; the server says them too. */
const ofTheLog = import.meta.glob<object>('../../shared/audit/{fr,en}.json', { import: 'default' })
export type LaterArea = 'admin' | 'comments' | 'factor' | 'finder' | 'history' | 'lists' | 'logbook' | 'moderation' | 'news' | 'overview' | 'privacy' | 'report' | 'share' | 'source' | 'statistics' | 'stokt'
const loaded = new Set<LaterArea>()

async function addWords(locale: Locale, area: LaterArea): Promise<void> {
  const words = await later[`../locales/${locale}/${area}.json`]?.()
  if (words) i18n.global.mergeLocaleMessage(locale, words)
  const sentences = area === 'admin' ? await ofTheLog[`../../shared/audit/${locale}.json`]?.() : undefined
  if (sentences) i18n.global.mergeLocaleMessage(locale, sentences)
}

/** Fetches an area's words, for the language in use and for those chosen later. */
async function loadMessages(area: LaterArea): Promise<void> {
  loaded.add(area)
  await addWords(i18n.global.locale.value as Locale, area)
}

/** A page or a part of one, and the words that only it needs. */
export const withTexts =
  <T,>(area: LaterArea, part: () => Promise<T>) =>
  async (): Promise<T> =>
    (await Promise.all([part(), loadMessages(area)]))[0]

/** The browser fetches only the words of the language in use. */
export async function setLocale(locale: Locale): Promise<void> {
  const { messages } = await loaders[locale]()
  i18n.global.setLocaleMessage(locale, messages as Record<string, string>)
  await Promise.all([...loaded].map(area => addWords(locale, area)))
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
}

/** The first of the browser's languages that mastoc has. */
export function preferredLocale(asked: readonly string[]): Locale {
  for (const tag of asked) {
    const known = LOCALES.find(locale => tag.toLowerCase().startsWith(locale))
    if (known) return known
  }
  return 'fr'
}
