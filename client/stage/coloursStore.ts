import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import type { PaletteName } from '../wall/colourModes'
import type { Painter } from './colours/paint'
import { useClimbs } from '../climbs/climbsStore'
import { useConsensus } from '../annotations/consensusStore'
import { useHolds } from '../wall/holdsStore'
import { useWallStyle } from '../wall/wallStyleStore'

/** The colours of the wall's holds: by the chosen mode, following the filters. */
export const useColours = defineStore('colours', () => {
  const wallStyle = useWallStyle()
  const climbs = useClimbs()
  const holds = useHolds()
  const consensus = useConsensus()

  /** A palette that is only tried, under the mouse. */
  const tried = shallowRef<PaletteName | null>(null)
  const mode = computed(() => wallStyle.colours.mode)
  const palette = computed(() => tried.value ?? wallStyle.colours.palette)

  /** Palettes are not needed before somebody wants colours. */
  const painter = shallowRef<Painter | null>(null)
  async function load(): Promise<void> {
    painter.value ??= (await import('./colours/paint')).painter
  }
  watch(mode, chosen => {
    if (chosen !== 'none') void load()
  }, { immediate: true })

  const uses = computed(() => painter.value?.holdUses(climbs.shown) ?? new Map())
  const onWall = computed(() => holds.list.filter(({ id }) => !holds.gone.has(id)))
  const zones = computed(() => (mode.value === 'zones' ? painter.value?.zonesOf(onWall.value) : undefined) ?? new Map())
  const painted = computed(() => {
    const chosen = mode.value
    if (chosen === 'none' || !painter.value) return null
    return painter.value.colourWall(chosen, palette.value, {
      holdIds: holds.list.map(({ id }) => id), uses: uses.value, zones: zones.value, filtered: climbs.isFiltered, consensusOf: consensus.of,
    })
  })
  return { mode, palette, tried, painter, load, painted }
})
