import { defineStore } from 'pinia'
import { LOCALES, preferredLocale, type Locale } from './i18n'
import { COLOUR_MODES, PALETTES, type ColourMode, type PaletteName } from '../wall/colours/modes'
import { defaultStyle, type DrawingStyle } from '../wall/canvas/scene'
import { flagOf, oneOf, recordOf, within } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'

export type Theme = 'auto' | 'light' | 'dark'

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly Theme[]

function styleOf(stored: unknown): DrawingStyle {
  const kept = recordOf(stored)
  return {
    grey: within(0, 1, kept['grey'], defaultStyle.grey),
    brightness: within(0, 1, kept['brightness'], defaultStyle.brightness),
    contourWidth: within(1, 40, kept['contourWidth'], defaultStyle.contourWidth),
    coloured: flagOf(kept['coloured'], defaultStyle.coloured),
    photo: flagOf(kept['photo'], defaultStyle.photo),
    palette: oneOf(['white', 'roles'], kept['palette'], defaultStyle.palette),
  }
}

function coloursOf(stored: unknown): { mode: ColourMode; palette: PaletteName } {
  const kept = recordOf(stored)
  return { mode: oneOf(COLOUR_MODES, kept['mode'], 'none'), palette: oneOf(PALETTES, kept['palette'], 'viridis') }
}

/** The settings that this browser remembers. Replace `style`, do not change it in place. */
export const useSettings = defineStore('settings', () => {
  const style = persistedRef<DrawingStyle>('mastoc.style', styleOf)
  const theme = persistedRef<Theme>('mastoc.theme', stored => oneOf(THEMES, stored, 'auto'))
  const locale = persistedRef<Locale>('mastoc.locale', stored => oneOf(LOCALES, stored, preferredLocale(navigator.languages)))
  const colours = persistedRef<{ mode: ColourMode; palette: PaletteName }>('mastoc.colours', coloursOf)
  return { style, colours, theme, locale }
})
