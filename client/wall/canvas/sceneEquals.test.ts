import { describe, expect, it } from 'vitest'
import { sceneEquals } from './sceneEquals'
import { defaultStyle, emptyScene, type WallScene } from './scene'

const drawn: WallScene = { ...emptyScene, climb: [] }
const changes: { [K in keyof WallScene]?: WallScene[K] } = {
  climb: [],
  selected: 1,
  fills: new Map(),
  textures: new Map(),
  outlined: new Set(),
  chosen: new Set(),
  dimmed: new Set(),
  style: { ...defaultStyle },
}

describe('[COLOUR-3] a scene', () => {
  it.each(Object.entries(changes))('is drawn anew when its %s changes alone', (part, value) => {
    expect(sceneEquals(drawn, { ...drawn, [part]: value })).toBe(false)
  })

  it('is not drawn anew for what is drawn above it at every frame', () => {
    expect(sceneEquals(drawn, { ...drawn, peers: [], signs: new Map(), annotated: new Set(), order: new Map(), sheet: null })).toBe(true)
    expect(sceneEquals(emptyScene, { ...emptyScene, selected: 1 })).toBe(true)
  })

  it('is not drawn anew for a part that is left out instead of null', () => {
    expect(sceneEquals(drawn, { ...drawn, textures: null, outlined: null, chosen: null })).toBe(true)
  })
})
