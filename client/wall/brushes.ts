import type { Brush } from './canvas/editor'

/** The brushes in the order of the keys 1 to 5. */
export const brushes = ['S', 'O', 'F', 'T', 'erase'] as const satisfies readonly Brush[]
