import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { ClimbRow } from '../../../shared/model/climb'
import type { Role } from '../../../shared/model/climbHold'
import { draftKey, forgetDraft, keepDraft, keptDraft, takeOverDraft } from '../../offline/drafts'
import { useFaces } from '../../wall/facesStore'
import { useHolds } from '../../wall/holdsStore'
import { useSession } from '../../account/sessionStore'
import {
  editorOf,
  isFull,
  paint as painted,
  refusedRole,
  redo as redone,
  undo as undone,
  type Brush,
  type Editor,
  type Stroke,
} from '../../wall/canvas/editor'
import { draftOf, emptyDraft, isEmpty, keptOf, missingIn, originalOf, patchOf, type Draft, type DraftFields, type Original } from './draft'
import { chosen, contested, met as bringTogether, type DraftField, type Met } from './meeting'

/** The climb being set on this face, or the one being changed; it outlives the page. */
export const useDraft = defineStore('draft', () => {
  const faces = useFaces()
  const wall = useHolds()
  const session = useSession()
  const original = shallowRef<Original | null>(null)
  const editor = shallowRef<Editor>(editorOf([]))
  const fields = ref<DraftFields>({ ...emptyDraft })
  const brush = shallowRef<Brush>('S')
  /** Others' changes of the same climb. */
  const met = shallowRef<readonly Met[]>([])

  const who = computed(() => session.user?.id ?? null)
  const keyOf = (person: string | null, climbId = original.value?.id) => draftKey(person, faces.currentId, climbId)
  const key = computed(() => keyOf(who.value))
  const draft = computed<Draft>(() => ({ ...fields.value, holds: [...editor.value.holds] }))
  const missing = computed(() => missingIn(draft.value, original.value?.draft ?? null))
  const empty = computed(() => isEmpty(editor.value.holds, fields.value))
  /** True if anything was entered that is not in the climb already. */
  const touched = computed(() => (original.value ? Object.keys(patchOf(draft.value, original.value.draft)).length > 0 : !empty.value))
  const undecided = computed(() => met.value.some(({ choice }) => choice === null))

  function take({ holds, ...rest }: Draft): void {
    // Holds that stay keep their steps back.
    if (JSON.stringify(holds) !== JSON.stringify(editor.value.holds)) editor.value = editorOf(holds)
    fields.value = rest
  }

  /** The fields of another visit are compared with the climb as it is now. */
  function read(now: Original | null): void {
    original.value = now
    takeOverDraft(keyOf(null), key.value)
    const kept = keptOf(keptDraft(key.value))
    met.value = []
    editor.value = editorOf([])
    original.value = now && (kept?.original ?? now)
    take(kept?.draft ?? original.value?.draft ?? emptyDraft)
    if (now) bring(now)
  }

  function bring(theirs: Original): void {
    if (original.value?.id !== theirs.id || original.value.updatedAt === theirs.updatedAt) return
    const both = bringTogether(draft.value, original.value.draft, theirs.draft, met.value)
    original.value = theirs
    met.value = both.met
    take(both.draft)
  }

  /** Begins to change a climb, or, with null, goes back to the new one. */
  const begin = (climb: ClimbRow | null): void => read(climb && originalOf(climb))
  /** [SET-3] Others changed the climb, or it is here again. */
  const meet = (climb: ClimbRow): void => bring(originalOf(climb))

  function choose(field: DraftField, choice: 'mine' | 'theirs'): void {
    const both = chosen(draft.value, met.value, field, choice)
    met.value = both.met
    take(both.draft)
  }

  /** Takes up again what was entered on a climb that is not here any more. */
  function resume(climbId: string): void {
    const kept = keptOf(keptDraft(keyOf(who.value, climbId)))
    if (kept?.original) read(kept.original)
  }

  /** Others had changed the climb, so that it could not be saved: each field that differs now waits for a choice. */
  function contest(climb: ClimbRow, words: Partial<Draft>): void {
    begin(climb)
    const mine = { ...draft.value, ...words }
    met.value = contested(draftOf(climb), mine)
    take(mine)
  }

  /** The server named the climb that is being changed. */
  function rename(climbId: string): void {
    if (!original.value) return
    forgetDraft(key.value)
    original.value = { ...original.value, id: climbId }
    remember()
  }

  /** Published, or given up: nothing of it is kept. */
  function discard(): void {
    forgetDraft(key.value)
    met.value = []
    take(original.value?.draft ?? emptyDraft)
    brush.value = 'S'
  }

  /** The fields that were given up a moment ago come back. */
  const restore = (before: Draft): void => take(before)
  /** @returns why nothing was painted: the role of which there are enough already, or `gone` if the hold left the wall */
  function paint(all: readonly Stroke[], goesOn = false): Role | 'gone' | null {
    // A hold that left the wall can only be taken out of the climb.
    const strokes = all.filter(({ hold_id, on }) => !on || !wall.gone.has(hold_id))
    if (strokes.length === 0 && all.length > 0) return 'gone'
    const refused = refusedRole(editor.value.holds, strokes)
    if (refused) return refused
    editor.value = painted(editor.value, strokes, goesOn)
    // Two starts are all there are.
    if (brush.value === 'S' && isFull(editor.value.holds, 'S') && strokes.some(({ role, on }) => on && role === 'S')) brush.value = 'O'
    return null
  }
  const undo = (): void => void (editor.value = undone(editor.value))
  const redo = (): void => void (editor.value = redone(editor.value))
  const keep = (): void => keepDraft(key.value, { draft: draft.value, original: original.value })
  const remember = (): void => (touched.value ? keep() : forgetDraft(key.value))

  watch(() => faces.currentId, () => begin(null), { immediate: true })
  // A person who just logged in goes on with their guest's draft; nobody else sees it.
  watch(who, (_now, before) => {
    if (before !== null || !touched.value || keptDraft(key.value) !== null) return read(original.value)
    keep()
    forgetDraft(keyOf(null))
  })
  watch([editor, fields], remember, { deep: true })

  return {
    original, editor, fields, brush, draft, missing, empty, touched, met, undecided,
    begin, meet, choose, resume, contest, rename, discard, restore, paint, undo, redo,
  }
})
