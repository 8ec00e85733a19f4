import { computed } from 'vue'
import { useRoute } from 'vue-router'
import type { ClimbHold } from '../../shared/model/climbHold'
import { circuitOrder } from '../../shared/rules/circuit'
import { parseHoldsList } from '../../shared/rules/holdsList'
import { unusedHolds } from '../climbs/climbHolds'
import { useClimbs } from '../climbs/climbsStore'
import { useColours } from './coloursStore'
import { useWallStyle } from '../wall/wallStyleStore'
import { useHolds } from '../wall/holdsStore'
import { useMarks } from '../board/marksStore'
import { usePresence } from '../presence/presenceStore'
import { useSceneExtras } from '../wall/sceneExtrasStore'
import { useSelection } from '../wall/selectionStore'
import { useDrawing } from '../board/drawingStore'
import { touches } from '../wall/marks/touches'
import type { SheetScene, WallMode, WallScene } from '../wall/canvas/scene'
import { useDraft } from '../climbs/set/draftStore'
import { useFinder } from '../climbs/finder/finderStore'
import { useHoldOver } from '../holds/useHoldOver'
import { usePreview } from '../climbs/previewStore'

const LASSO = '#ff5a3c'

const holdsOf = (text: string | null | undefined): readonly ClimbHold[] | null => (text ? (parseHoldsList(text) ?? []) : null)

/** The scene of the wall follows from the page. */
export function useScene() {
  const route = useRoute()
  const climbs = useClimbs()
  const presence = usePresence()
  const wallStyle = useWallStyle()
  const draft = useDraft()
  const colours = useColours()
  const sheetMarks = useMarks()
  const drawing = useDrawing()
  const selection = useSelection()
  const over = useHoldOver()
  const holds = useHolds()
  const preview = usePreview()
  const extras = useSceneExtras()
  const finding = useFinder()

  const mode = computed<WallMode>(() => route.meta.mode ?? 'look')
  const shownClimb = computed(() => {
    const known = preview.previewed === null ? undefined : climbs.byId.get(preview.previewed)
    return known ?? (route.name === 'climb' ? climbs.byId.get(String(route.params['id'])) : undefined)
  })
  const climb = computed(() => (mode.value === 'paint' ? draft.editor.holds : holdsOf(shownClimb.value?.holds_list)))
  /** [CARD-4] */
  const order = computed(() => {
    const numbers = mode.value === 'paint' ? null : circuitOrder(shownClimb.value?.circuit ?? '')
    return numbers && numbers.size > 0 ? numbers : null
  })
  const selected = computed(() => (route.name === 'holds' ? Number(route.params['hold']) || null : over.holdId.value))
  const peers = computed(() =>
    presence.others.map(({ id, user, hold = null, point = null }) => ({ id, name: user.name, colour: user.colour, hold, point })),
  )

  const painted = computed(() => (mode.value === 'paint' ? null : colours.painted))
  /** The filters' result is shown without colours, too. */
  const dimmed = computed(() => {
    if (mode.value === 'paint') return null
    // A person who chooses holds sees all of them once nothing is left.
    if (finding.isPicking && climbs.shown.length === 0) return null
    return painted.value?.outside ?? (climbs.isFiltered && route.meta.navTab === 'climbs' ? unusedHolds(holds.list, climbs.shown) : null)
  })

  /** A drawing that touches no hold of the open climb only distracts. */
  const accompanying = computed(() => {
    const shown = climb.value
    if (!shown) return sheetMarks.list
    const outlines = shown.map(({ hold_id }) => holds.byId.get(hold_id)?.polygon_str ?? '')
    return sheetMarks.list.filter(mark => outlines.some(outline => touches(mark, outline)))
  })
  /** An open climb crosses out only its own holds that left the wall. */
  const gone = computed(() => {
    const shown = climb.value
    const ids = shown ? new Set(shown.map(({ hold_id }) => hold_id).filter(id => holds.gone.has(id))) : holds.gone
    return ids.size > 0 ? ids : null
  })
  const lasso = computed(() => {
    const sketch = finding.sketch ?? (selection.isOn ? selection.sketch : null)
    return sketch && { ...sketch, colour: LASSO }
  })
  const sheet = computed<SheetScene | null>(() => {
    if (route.meta.navTab === 'climbs' && sheetMarks.isShown)
      return { marks: accompanying.value, chosen: null, sketch: lasso.value, isQuiet: true }
    if (route.meta.navTab !== 'holds' || !sheetMarks.isShown) return lasso.value && { marks: [], chosen: null, sketch: lasso.value }
    const sketch = drawing.sketch && { ...drawing.sketch, colour: drawing.colour }
    return { marks: sheetMarks.list, chosen: drawing.chosenNow, sketch: lasso.value ?? sketch }
  })

  const isPicking = computed(() => route.name === 'holds')
  const chosen = computed(() => (isPicking.value && selection.isOn ? selection.ids : null))

  const scene = computed<WallScene>(() => ({
    climb: climb.value,
    selected: selected.value,
    fills: painted.value?.fills ?? null,
    textures: painted.value?.textures ?? null,
    outlined: painted.value?.outlined ?? null,
    dimmed: dimmed.value,
    gone: gone.value,
    signs: (route.name === 'climbs' ? finding.signs : null) ?? extras.signs,
    sheet: sheet.value,
    chosen: chosen.value,
    annotated: extras.annotated,
    order: order.value,
    peers: peers.value,
    style: wallStyle.style,
  }))
  return { scene, mode, selected }
}
