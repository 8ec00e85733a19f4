import { defineStore } from 'pinia'
import { z } from 'zod'
import { LOCALES, preferredLocale, type Locale } from './i18n'
import { COLOUR_MODES, PALETTES, type ColourMode, type PaletteName } from '../wall/colours/modes'
import { defaultStyle, type DrawingStyle } from '../wall/canvas/scene'
import { persistedRef } from '../ui/persistedRef'

export type Theme = 'auto' | 'light' | 'dark'

const Style = z.object({
  grey: z.number().min(0).max(1).catch(defaultStyle.grey),
  brightness: z.number().min(0).max(1).catch(defaultStyle.brightness),
  contourWidth: z.number().min(1).max(40).catch(defaultStyle.contourWidth),
  coloured: z.boolean().catch(defaultStyle.coloured),
  photo: z.boolean().catch(defaultStyle.photo),
  palette: z.enum(['white', 'roles']).catch(defaultStyle.palette),
}).catch(defaultStyle)
const Colours = z.object({ mode: z.enum(COLOUR_MODES).catch('none'), palette: z.enum(PALETTES).catch('viridis') }).catch({ mode: 'none', palette: 'viridis' })
const ThemeChoice = z.enum(['auto', 'light', 'dark']).catch('auto')
const LocaleChoice = z.enum(LOCALES).catch(() => preferredLocale(navigator.languages))

/** What this browser remembers of one's taste. Replace `style`, do not change it in place. */
export const useSettings = defineStore('settings', () => {
  const style = persistedRef<DrawingStyle>('mastoc.style', stored => Style.parse(stored))
  const theme = persistedRef<Theme>('mastoc.theme', stored => ThemeChoice.parse(stored))
  const locale = persistedRef<Locale>('mastoc.locale', stored => LocaleChoice.parse(stored))
  const colours = persistedRef<{ mode: ColourMode; palette: PaletteName }>('mastoc.colours', stored => Colours.parse(stored))
  return { style, colours, theme, locale }
})
