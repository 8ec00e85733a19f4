import { createSharedComposable } from '@vueuse/core'
import { computed } from 'vue'
import { recordOf, within } from '../ui/kept'
import { persistedRef } from '../ui/persistedRef'

export type PanelName = 'list' | 'page'
export const NARROWEST = 17
export const WIDEST = 40
const USUAL = 22.5
const widthOf = (kept: unknown): number => within(NARROWEST, WIDEST, kept, USUAL)

function widthsOf(stored: unknown): Record<PanelName, number> {
  const { list, page } = recordOf(stored)
  return { list: widthOf(list), page: widthOf(page) }
}

/** The widths of the panels beside the wall, in sizes of the text; this browser remembers them. */
export const usePanels = createSharedComposable(() => {
  const widths = persistedRef<Record<PanelName, number>>('mastoc.panels', widthsOf)
  function widen(panel: PanelName, to: number): void {
    widths.value = { ...widths.value, [panel]: Math.min(Math.max(to, NARROWEST), WIDEST) }
  }
  const reset = (panel: PanelName): void => widen(panel, USUAL)
  const style = computed(() => ({ '--list': `${widths.value.list}rem`, '--page': `${widths.value.page}rem` }))
  return { widths, widen, reset, style }
})
