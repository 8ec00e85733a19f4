import { defineStore } from 'pinia'
import { LOCALES, preferredLocale, type Locale } from './i18n'
import { oneOf } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'

export type Theme = 'auto' | 'light' | 'dark'

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly Theme[]

/** The theme and the language that this browser remembers. */
export const useSettings = defineStore('settings', () => {
  const theme = persistedRef<Theme>('mastoc.theme', stored => oneOf(THEMES, stored, 'auto'))
  const locale = persistedRef<Locale>('mastoc.locale', stored => oneOf(LOCALES, stored, preferredLocale(navigator.languages)))
  return { theme, locale }
})
