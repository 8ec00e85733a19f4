/** The names alone, without what they need to be drawn: settings remember them before a wall shows. */
export const COLOUR_MODES = ['none', 'easiest', 'hardest', 'frequency', 'rarity', 'zones', 'grip_type', 'condition', 'difficulty'] as const
export type ColourMode = (typeof COLOUR_MODES)[number]

export const PALETTES = ['viridis', 'plasma', 'inferno', 'magma', 'cividis', 'turbo', 'coolwarm'] as const
export type PaletteName = (typeof PALETTES)[number]
