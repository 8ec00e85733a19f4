import { storeToRefs } from 'pinia'
import { watch } from 'vue'
import { useRoute } from 'vue-router'
import { useFinder } from '../climbs/finder/finderStore'
import { useHoldOver } from '../holds/useHoldOver'
import { useScene } from '../stage/useScene'
import { useWallState } from '../wall/useWallState'
import { useBottomSheet, type SheetHeight } from '../frame/bottomSheetStore'

/** Pages of words beside which the wall stays in sight. */
const HALF: ReadonlySet<unknown> = new Set(['setter', 'care', 'versions', 'statistics', 'list'])

/** Moves the phone's sheet where one goes from page to page, so that what the page is about stays in sight. */
export function useSheetHeights(): void {
  const route = useRoute()
  const { height } = storeToRefs(useBottomSheet())
  const { selected } = useScene()
  const { state } = useWallState()
  const over = useHoldOver()
  const finding = useFinder()

  /** The subject of the page stays in sight: the wall beside a climb, a hold's card over the wall. */
  watch(() => route.name, name => {
    if (name === 'climb' && height.value === 'full') height.value = 'half'
    if (HALF.has(name) && height.value === 'peek') height.value = 'half'
    // Drawing needs the whole wall.
    if (name === 'sheet') height.value = 'peek'
  }, { immediate: true })
  watch(() => route.meta.navTab, place => {
    if (place === 'me') height.value = 'full'
  }, { immediate: true })
  watch(() => route.query['search'], search => {
    if (search && route.name === 'climbs' && height.value === 'peek') height.value = 'half'
  }, { immediate: true })
  /** Closing the card leaves one where one was. */
  let heightBefore: SheetHeight | null = null
  watch(over.holdId, (hold, before) => {
    if (hold !== null && before === null) heightBefore = height.value
    if (hold !== null && height.value === 'full') height.value = 'half'
    if (hold !== null) return
    if (heightBefore) height.value = heightBefore
    heightBefore = null
  }, { flush: 'sync' })
  // The wall shows what the search leaves.
  watch(() => finding.isOpen, (open) => { if (open) height.value = 'half' })
  watch(selected, hold => {
    if (hold !== null && height.value === 'peek') height.value = 'half'
  }, { immediate: true })

  /** [SEE-11] The page says why there is no wall, and a low sheet hides it. Once the wall is there the sheet gives way again. */
  let hasRisen = false
  // Another page may want the sheet where it is.
  watch(() => route.name, () => { hasRisen = false })
  watch(state, now => {
    if (now === 'ready' && hasRisen && height.value === 'half') height.value = 'peek'
    if (now === 'ready') hasRisen = false
    if (now === 'ready' || now === 'loading' || height.value !== 'peek') return
    height.value = 'half'
    hasRisen = true
  }, { immediate: true })
}
