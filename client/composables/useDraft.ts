import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ClimbRow, Role } from '../../shared/model/climb'
import { draftKey, forgetDraft, keepDraft, keptDraft, takeOverDraft } from '../store-local/drafts'
import { useFaces } from '../stores/faces'
import { useSession } from '../stores/session'
import { editorOf, isFull, paint as painted, refusedRole, redo as redone, undo as undone, type Brush, type Editor, type Stroke } from '../wall/editor'
import { Draft, draftOf, emptyDraft, isEmpty, missingIn, type DraftFields } from './draft'

/** The climb being set on this face, or the one being changed; it outlives the page. */
export const useDraft = defineStore('draft', () => {
  const faces = useFaces()
  const session = useSession()
  const original = shallowRef<{ id: string; draft: Draft } | null>(null)
  const editor = shallowRef<Editor>(editorOf([]))
  const fields = ref<DraftFields>({ ...emptyDraft })
  const brush = shallowRef<Brush>('S')

  const who = computed(() => session.user?.id ?? null)
  const keyOf = (person: string | null) => draftKey(person, faces.currentId, original.value?.id)
  const key = computed(() => keyOf(who.value))
  const draft = computed<Draft>(() => ({ ...fields.value, holds: [...editor.value.holds] }))
  const missing = computed(() => missingIn(draft.value, original.value?.draft ?? null))
  const empty = computed(() => isEmpty(editor.value.holds, fields.value))

  function take({ holds, ...rest }: Draft): void {
    editor.value = editorOf(holds)
    fields.value = rest
  }

  function read(): void {
    takeOverDraft(keyOf(null), key.value)
    take(Draft.safeParse(keptDraft(key.value)).data ?? original.value?.draft ?? emptyDraft)
  }

  /** Begins to change a climb, or, with null, goes back to the new one. */
  function begin(climb: ClimbRow | null): void {
    original.value = climb ? { id: climb.id, draft: draftOf(climb) } : null
    read()
  }

  /** Published, or given up: nothing of it is kept. */
  function discard(): void {
    forgetDraft(key.value)
    take(original.value?.draft ?? emptyDraft)
    brush.value = 'S'
  }

  /** What was given up a moment ago comes back. */
  const restore = (before: Draft): void => take(before)
  /** @returns the role of which there are enough already; then nothing was painted */
  function paint(strokes: readonly Stroke[], goesOn = false): Role | null {
    const refused = refusedRole(editor.value.holds, strokes)
    if (refused) return refused
    editor.value = painted(editor.value, strokes, goesOn)
    // Two starts are all there are.
    if (brush.value === 'S' && isFull(editor.value.holds, 'S') && strokes.some(({ role, on }) => on && role === 'S')) brush.value = 'O'
    return null
  }
  const undo = (): void => void (editor.value = undone(editor.value))
  const redo = (): void => void (editor.value = redone(editor.value))

  watch(() => faces.currentId, () => begin(null), { immediate: true })
  // Whoever just logged in goes on with what they drew as a guest; nobody else sees what somebody drew.
  watch(who, (_now, before) => {
    if (before !== null || empty.value || keptDraft(key.value) !== null) return read()
    keepDraft(key.value, draft.value)
    forgetDraft(keyOf(null))
  })
  watch([editor, fields], () => (empty.value ? forgetDraft(key.value) : keepDraft(key.value, draft.value)), { deep: true })

  return { original, editor, fields, brush, draft, missing, empty, begin, discard, restore, paint, undo, redo }
})
