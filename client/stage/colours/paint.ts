import { colourWall } from './colourWall'
import { holdUses } from './holdUses'
import { gradientOf } from './palettes'
import { zonesOf } from './zones'

/** All that colours a wall, in one chunk that is fetched when somebody wants colours. */
export const painter = { colourWall, holdUses, zonesOf, gradientOf }
export type Painter = typeof painter
