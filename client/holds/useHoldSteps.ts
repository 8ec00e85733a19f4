import { computed, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { holdOrder } from '../../shared/rules/holdOrder'
import { useAnnotations } from '../annotations/annotationsStore'
import { useFaces } from '../wall/facesStore'
import { useHolds } from '../wall/holdsStore'
import { useAnnotationEditor } from '../annotations/annotationEditor'
import { useWalk } from '../annotations/walkStore'
import { useLoginGate } from '../account/login/loginGateStore'

/** Steps from hold to hold along the wall. */
export function useHoldSteps() {
  const route = useRoute()
  const router = useRouter()
  const faces = useFaces()
  const holds = useHolds()
  const annotations = useAnnotations()
  const editor = useAnnotationEditor()
  const walk = useWalk()
  const gate = useLoginGate()

  const order = computed(() => holdOrder(holds.list, faces.current?.picture_height ?? 1))
  const holdId = computed(() => {
    const asked = Number(route.params['hold'])
    return holds.byId.has(asked) ? asked : null
  })

  const nextTo = (by: 1 | -1): number | undefined => {
    const at = holdId.value === null ? (by === 1 ? -1 : 0) : order.value.indexOf(holdId.value)
    return order.value.at((at + by) % order.value.length)
  }
  function go(id: number | undefined): void {
    if (id === undefined) return
    walk.follows = 'sliding'
    void router.replace(`/prises/${id}`)
  }
  const step = (by: 1 | -1): void => go(nextTo(by))

  /** My last word again, on the next hold; walking, on the one at hand, for one was taken to it already. */
  async function same(): Promise<void> {
    const next = nextTo(1)
    const target = walk.isOn ? holdId.value : next
    if (next === undefined || target === null || target === undefined || !editor.last || !await gate.pass()) return
    editor.repeat(target)
    go(next)
  }

  /** Asked for before the wall is here: it begins as soon as it is. */
  const isWanted = shallowRef(false)
  watch([isWanted, order], () => {
    if (!isWanted.value || order.value.length === 0) return
    isWanted.value = false
    begin()
  })

  async function start(): Promise<void> {
    isWanted.value = await gate.pass()
  }

  /** Starts from the hold that is open, otherwise from the first on which I did not vote. */
  function begin(): void {
    annotations.prepare()
    walk.isOn = true
    walk.follows = 'sliding'
    if (holdId.value === null) go(order.value.find(id => !editor.annotated.has(id)) ?? order.value[0])
  }

  return { order, holdId, step, same, start }
}
