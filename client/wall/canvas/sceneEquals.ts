import type { WallScene } from './scene'

const DRAWN = ['climb', 'fills', 'textures', 'outlined', 'chosen', 'dimmed', 'style'] as const satisfies readonly (keyof WallScene)[]

/** The parts that the scene's own canvas shows; the rest is drawn above it at every frame. */
export const sceneEquals = (one: WallScene, other: WallScene): boolean =>
  DRAWN.every(part => (one[part] ?? null) === (other[part] ?? null)) && (one.selected === other.selected || one.climb === null)
