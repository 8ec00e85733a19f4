import { interpolateRgbBasis } from 'd3-interpolate'
import {
  interpolateCividis,
  interpolateInferno,
  interpolateMagma,
  interpolatePlasma,
  interpolateTurbo,
  interpolateViridis,
} from 'd3-scale-chromatic'
import type { PaletteName } from '../../wall/colourModes'

/** The scale goes from 0 (little, easy) to 1 (much, hard). */
type Palette = (t: number) => string

/** Moreland's diverging map from blue over grey to red. */
const coolwarm = interpolateRgbBasis(['#3b4cc0', '#6282ea', '#8db0fe', '#b8d0f9', '#dddcdc', '#f5c4ad', '#f49a7b', '#de614d', '#b40426'])

const palettes: Record<PaletteName, Palette> = {
  viridis: interpolateViridis, plasma: interpolatePlasma, inferno: interpolateInferno, magma: interpolateMagma,
  cividis: interpolateCividis, turbo: interpolateTurbo, coolwarm,
}
/** A palette that ends near black would hide a hold on a dark wall: it begins a little later. */
const DARKEST: Partial<Record<PaletteName, number>> = { plasma: 0.05, inferno: 0.2, magma: 0.2, cividis: 0.1, turbo: 0.08 }

export function colourAt(palette: PaletteName, t: number): string {
  const least = DARKEST[palette] ?? 0
  return palettes[palette](least + (1 - least) * Math.min(1, Math.max(0, t)))
}

/** A CSS gradient from left to right. */
export const gradientOf = (palette: PaletteName): string =>
  `linear-gradient(to right, ${Array.from({ length: 11 }, (_, step) => colourAt(palette, step / 10)).join(', ')})`
