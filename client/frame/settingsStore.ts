import { defineStore } from 'pinia'
import { GRADE_SCALES, type GradeScale } from '../../shared/rules/grades'
import { LOCALES, preferredLocale, type Locale } from './i18n'
import { oneOf } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'

export type Theme = 'auto' | 'light' | 'dark'

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly Theme[]

/** The theme, the language and the scale of grades that this browser remembers. */
export const useSettings = defineStore('settings', () => {
  const theme = persistedRef<Theme>('mastoc.theme', stored => oneOf(THEMES, stored, 'auto'))
  const locale = persistedRef<Locale>('mastoc.locale', stored => oneOf(LOCALES, stored, preferredLocale(navigator.languages)))
  const grades = persistedRef<GradeScale>('mastoc.grades', stored => oneOf(GRADE_SCALES, stored, 'font'))
  return { theme, locale, grades }
})
