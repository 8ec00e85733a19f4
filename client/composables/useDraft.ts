import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ClimbRow } from '../../shared/model/climb'
import { useFaces } from '../stores/faces'
import { editorOf, paint as painted, redo as redone, undo as undone, type Brush, type Editor, type Stroke } from '../wall/editor'
import { Draft, draftOf, emptyDraft, isEmpty, missingIn, type DraftFields } from './draft'

/** The climb being set on this face, or the one being changed; it outlives the page. */
export const useDraft = defineStore('draft', () => {
  const faces = useFaces()
  const original = shallowRef<{ id: string; draft: Draft } | null>(null)
  const editor = shallowRef<Editor>(editorOf([]))
  const fields = ref<DraftFields>({ ...emptyDraft })
  const brush = shallowRef<Brush>('S')

  const key = computed(() => ['mastoc.draft', faces.currentId, original.value?.id].filter(Boolean).join('.'))
  const draft = computed<Draft>(() => ({ ...fields.value, holds: [...editor.value.holds] }))
  const missing = computed(() => missingIn(draft.value, original.value?.draft ?? null))
  const empty = computed(() => isEmpty(editor.value.holds, fields.value))

  function take({ holds, ...rest }: Draft): void {
    editor.value = editorOf(holds)
    fields.value = rest
  }

  /** Begins to change a climb, or, with null, goes back to the new one. */
  function begin(climb: ClimbRow | null): void {
    original.value = climb ? { id: climb.id, draft: draftOf(climb) } : null
    take(kept(key.value) ?? original.value?.draft ?? emptyDraft)
  }

  /** Published, or given up: nothing of it is kept. */
  function discard(): void {
    forget(key.value)
    take(original.value?.draft ?? emptyDraft)
    brush.value = 'S'
  }

  /** What was given up a moment ago comes back. */
  const restore = (before: Draft): void => take(before)
  const paint = (stroke: Stroke): void => void (editor.value = painted(editor.value, stroke))
  const undo = (): void => void (editor.value = undone(editor.value))
  const redo = (): void => void (editor.value = redone(editor.value))

  watch(() => faces.currentId, () => begin(null), { immediate: true })
  watch([editor, fields], () => (empty.value ? forget(key.value) : keep(key.value, draft.value)), { deep: true })

  return { original, editor, fields, brush, draft, missing, empty, begin, discard, restore, paint, undo, redo }
})

function kept(key: string): Draft | null {
  try {
    return Draft.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null')).data ?? null
  } catch {
    return null
  }
}

function keep(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft))
  } catch {
    // Private mode or a full disk: the draft lasts as long as the page.
  }
}

function forget(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // Nothing was kept either.
  }
}
