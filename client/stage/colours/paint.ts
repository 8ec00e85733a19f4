import { colourWall } from './colourWall'
import { holdUses } from './holdUses'
import { gradientOf } from './palettes'

/** All that colours a wall, in one chunk that is fetched when somebody wants colours. */
export const painter = { colourWall, holdUses, gradientOf }
export type Painter = typeof painter
