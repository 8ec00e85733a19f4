import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { VOTED_PARTS, type AnnotationPart, type VotedPart } from '../../shared/model/annotationParts'
import { useAnnotations } from './annotationsStore'
import { useFaces } from '../wall/facesStore'
import { useSession } from '../account/sessionStore'
import { emptyHistory, redone, recorded, stepOf, undone, type AnnotationChange, type UndoStep } from './undoHistory'

/** My values of the last hold, while one goes from hold to hold. */
export interface LastAnnotation {
  holdId: number
  parts: ReadonlyMap<VotedPart, string>
}

const isVoted = (part: AnnotationPart): part is VotedPart => part !== 'notes'

/**
 * My votes on this visit, with undo and redo. It is not Yjs' own undo: that deletes keys, which a votes document never
 * does, and forgets all when a refusal has the document read anew.
 */
export const useAnnotationEditor = defineStore('annotationEditor', () => {
  const annotations = useAnnotations()
  const faces = useFaces()
  const session = useSession()
  const history = shallowRef(emptyHistory)
  const last = shallowRef<LastAnnotation | null>(null)

  const valueOf = (holdId: number, part: AnnotationPart): string | null => annotations.mine(holdId)?.[part] ?? null
  const back = computed(() => undone(history.value, valueOf))
  const again = computed(() => redone(history.value, valueOf))

  /** Makes all the changes in one step. @returns what changed something */
  function change(changes: readonly AnnotationChange[]): UndoStep {
    const step = stepOf(changes, valueOf)
    annotations.setParts(step)
    history.value = recorded(history.value, step)
    remember(changes)
    return step
  }

  function remember(changes: readonly AnnotationChange[]): void {
    const [first] = changes
    if (!first || changes.some(({ holdId, part }) => holdId !== first.holdId || !isVoted(part))) return
    const parts = new Map(last.value?.holdId === first.holdId ? last.value.parts : [])
    for (const { part, value } of changes) {
      if (isVoted(part) && value !== null) parts.set(part, value)
      else if (isVoted(part)) parts.delete(part)
    }
    last.value = parts.size > 0 ? { holdId: first.holdId, parts } : null
  }

  function undo(): UndoStep {
    if (!back.value) return []
    const { step, history: before } = back.value
    history.value = before
    annotations.setParts(step.map(({ before: value, ...change }) => ({ ...change, value })))
    return step
  }
  function redo(): UndoStep {
    if (!again.value) return []
    const { step, history: after } = again.value
    history.value = after
    annotations.setParts(step)
    return step
  }

  /** My values of the last hold, given to this hold. */
  const repeat = (holdId: number): UndoStep => change([...last.value?.parts ?? []].map(([part, value]) => ({ holdId, part, value })))

  /** The holds of the face that I annotated, with all parts or one. */
  const annotated = computed<ReadonlySet<number>>(
    () => new Set([...annotations.all].filter(([, annotation]) => VOTED_PARTS.some(part => annotation[part] !== null)).map(([id]) => id)),
  )

  watch(() => [faces.currentId, session.user?.id], () => {
    history.value = emptyHistory
    last.value = null
  }, { flush: 'sync' })

  return {
    change,
    undo,
    redo,
    repeat,
    last,
    annotated,
    canUndo: computed(() => back.value !== null),
    canRedo: computed(() => again.value !== null),
  }
})
