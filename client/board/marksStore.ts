import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef, watch, type EffectScope } from 'vue'
import { documentName } from '../../shared/documentName'
import type { Mark } from '../wall/marks/mark'
import { useDocuments, type DocumentHandle } from '../documents/documentRegistry'
import type { LostEdit } from '../documents/edits'
import type { LiveDocument } from '../documents/liveDocument'
import type { DocumentState } from '../documents/sessionPhase'
import type { SavedState } from '../documents/unsaved'
import type { MarksBinding, MarksNow } from './bindMarks'
import type { RejectedMark } from './rejectedMarks'
import { useLocks } from '../wall/locksStore'
import { persistedRef } from '../ui/persistedRef'
import { useSession } from '../account/sessionStore'
import { readOnlyReasonOf } from '../annotations/editability'

const NOTHING: MarksNow = { marks: [], canUndo: false, canRedo: false }

/** The marks of the current face's shared sheet. Nothing of Yjs is fetched before somebody wants to see them. */
export const useMarks = defineStore('marks', () => {
  const session = useSession()
  const locks = useLocks()
  const documents = useDocuments()
  const isShown = persistedRef('mastoc.marks', stored => stored !== false)

  const now = shallowRef<MarksNow>(NOTHING)
  const mode = shallowRef<'rw' | 'ro' | null>(null)
  const state = shallowRef<DocumentState>('connecting')
  const saved = shallowRef<SavedState>('saved')
  const lostEdits = shallowRef<readonly LostEdit[]>([])

  const list = computed<readonly Mark[]>(() => now.value.marks)
  const byId = computed(() => new Map(list.value.map(mark => [mark.id, mark])))
  const canUndo = computed(() => now.value.canUndo)
  const canRedo = computed(() => now.value.canRedo)
  const readOnlyReason = computed(() =>
    readOnlyReasonOf(
      { mode: mode.value, user: session.user, ready: session.ready, isLocked: locks.ofFace !== null },
      new Date().toISOString(),
    ),
  )

  let followed: string | null = null
  let open: { handle: DocumentHandle; binding: MarksBinding; scope: EffectScope } | null = null

  /** Null where the network breaks meanwhile: nothing is said, and the next `follow` tries again. */
  const load = () => Promise.all([import('../documents/openDocument'), import('./bindMarks')]).catch(() => null)

  /** Shows this face's marks from now on; null: none, and the document is given back. */
  async function follow(faceId: string | null): Promise<void> {
    if (faceId === followed) return
    followed = faceId
    leave()
    if (faceId === null) return
    const loaded = await load()
    if (followed !== faceId || open) return
    if (loaded === null) {
      followed = null
      state.value = 'offline'
      return
    }
    const [{ openDocument }, { bindMarks }] = loaded
    const handle = openDocument(documents, documentName({ kind: 'sheet', faceId }))
    open = { handle, binding: bindMarks(handle.document, is => { now.value = is }), scope: watchDocument(handle.document) }
  }

  function watchDocument(document: LiveDocument): EffectScope {
    const scope = effectScope(true)
    scope.run(() => {
      watch(document.mode, is => { mode.value = is }, { immediate: true, flush: 'sync' })
      watch(document.state, is => { state.value = is }, { immediate: true, flush: 'sync' })
      watch(document.saved, is => { saved.value = is }, { immediate: true, flush: 'sync' })
      watch(document.lost, is => { lostEdits.value = is }, { immediate: true, flush: 'sync' })
    })
    return scope
  }

  function leave(): void {
    open?.scope.stop()
    open?.binding.close()
    open?.handle.destroy()
    open = null
    now.value = NOTHING
    mode.value = null
    state.value = 'connecting'
    saved.value = 'saved'
    lostEdits.value = []
  }

  /** Sets a mark; of edits under one `step` in a row the whole is undone. */
  const put = (mark: Mark, step?: string): void => open?.binding.put(mark, step)
  const remove = (id: string): void => open?.binding.remove(id)
  const undo = (): void => open?.binding.undo()
  const redo = (): void => open?.binding.redo()
  const forget = (edit: LostEdit): void => open?.handle.document.forgetLost(edit)

  /** Sets again what was not taken. What is not there any more is drawn anew, by whoever does it. */
  function putBack({ edit, mark }: RejectedMark): void {
    forget(edit)
    const there = byId.value.get(edit.key ?? '')
    if (mark) put({ ...mark, by: there?.by ?? session.user?.id ?? mark.by })
    else if (there) remove(there.id)
  }

  return {
    isShown,
    list,
    byId,
    canUndo,
    canRedo,
    state,
    saved,
    lostEdits,
    readOnlyReason,
    follow,
    put,
    remove,
    undo,
    redo,
    forget,
    putBack,
  }
})
