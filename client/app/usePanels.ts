import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { z } from 'zod'
import { persistedRef } from '../ui/persistedRef'

export type PanelName = 'list' | 'page'
export const NARROWEST = 17
export const WIDEST = 40
const USUAL = 22.5
const Width = z.number().min(NARROWEST).max(WIDEST).catch(USUAL)
const Widths = z.object({ list: Width, page: Width }).catch({ list: USUAL, page: USUAL })

/** The widths of the panels beside the wall, in sizes of the text; this browser remembers them. */
export const usePanels = createSharedComposable(() => {
  const widths = persistedRef<Record<PanelName, number>>('mastoc.panels', stored => Widths.parse(stored))
  function widen(panel: PanelName, to: number): void {
    widths.value = { ...widths.value, [panel]: Math.min(Math.max(to, NARROWEST), WIDEST) }
  }
  const reset = (panel: PanelName): void => widen(panel, USUAL)
  const style = computed(() => ({ '--list': `${widths.value.list}rem`, '--page': `${widths.value.page}rem` }))
  return { widths, widen, reset, style }
})
