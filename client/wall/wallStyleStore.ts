import { defineStore } from 'pinia'
import { flagOf, oneOf, recordOf, within } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'
import { defaultStyle, type DrawingStyle } from './canvas/scene'
import { COLOUR_MODES, PALETTES, type ColourMode, type PaletteName } from './colourModes'

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

/** The store keeps the style in which this browser draws the wall. Replace `style` and `colours`, do not change them in place. */
export const useWallStyle = defineStore('wallStyle', () => {
  const style = persistedRef<DrawingStyle>('mastoc.style', styleOf)
  const colours = persistedRef<{ mode: ColourMode; palette: PaletteName }>('mastoc.colours', coloursOf)
  return { style, colours }
})
