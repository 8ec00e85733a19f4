import { defineStore } from 'pinia'
import { computed, effectScope, shallowRef, watch, type EffectScope } from 'vue'
import { documentName } from '../../shared/documentName'
import { voteKey } from '../../shared/documents'
import type { Annotation } from '../../shared/model/annotation'
import { NOTES_MAX, VOTED_VALUES, type AnnotationPart } from '../../shared/model/annotationParts'
import { instantOf, type Instant } from '../../shared/model/instant'
import { userFeed } from '../../shared/feedName'
import { useDocuments, type DocumentHandle } from '../documents/documentRegistry'
import type { SavedState } from '../documents/unsaved'
import { openDocument } from '../documents/openDocument'
import { refusedVotes, setVotes, unsavedVotes, votesAmong } from './votes'
import { useFaces } from '../wall/facesStore'
import { useConnection } from '../sync/connection'
import { useSession } from '../account/sessionStore'
import { useUnsent } from '../offline/unsentStore'
import type { AnnotationChange } from './undoHistory'

/** A saved vote's row comes by another way than the news that it is saved; so long it may take. */
const ROW_MS = 5000

/** My own annotations of the current face's holds. */
export const useAnnotations = defineStore('annotations', () => {
  const { tables } = useConnection()
  const documents = useDocuments()
  const faces = useFaces()
  const session = useSession()
  const unsent = useUnsent()

  const votes = computed(() => tables.rows(userFeed(session.user?.id ?? ''), 'vote'))
  /** My votes as I see them already, by key, until their rows come. */
  const pending = shallowRef<ReadonlyMap<string, string | null>>(new Map())
  const unsaved = shallowRef<ReadonlySet<string>>(new Set())
  /** Why, by key. */
  const refused = shallowRef<ReadonlyMap<string, string>>(new Map())
  const saved = shallowRef<SavedState>('saved')

  let handle: DocumentHandle | null = null
  let scope: EffectScope | null = null

  function mine(holdId: number): Annotation | null {
    const row = votes.value.get(String(holdId)) ?? null
    return withPending(row, part => {
      const key = voteKey(holdId, part)
      return pending.value.has(key) ? pending.value.get(key) : elsewhere.value.get(key)
    })
  }

  function state(holdId: number, part: AnnotationPart): SavedState {
    const key = voteKey(holdId, part)
    if (refused.value.has(key)) return 'refused'
    if (unsaved.value.has(key)) return saved.value
    return elsewhere.value.has(key) ? 'waiting' : 'saved'
  }

  /** The reason why a part was refused: `locked`, …; null where it was not. */
  const whyRefused = (holdId: number, part: AnnotationPart): string | null => refused.value.get(voteKey(holdId, part)) ?? null

  /** The time of my vote on the condition; null where it is so new that its row has not come. */
  function conditionAt(holdId: number): Instant | null {
    const row = votes.value.get(String(holdId))
    return row && row.condition === mine(holdId)?.condition ? row.condition_at : null
  }

  /** All my annotations of the face's holds. */
  const all = computed<ReadonlyMap<number, Annotation>>(() => {
    const rows = [...votes.value].filter(([, { face_id }]) => face_id === faces.currentId).map(([id]) => Number(id))
    const ids = new Set([...rows, ...[...pending.value.keys(), ...elsewhere.value.keys()].map(key => Number.parseInt(key, 10))])
    return new Map([...ids].flatMap(id => {
      const annotation = mine(id)
      return annotation ? [[id, annotation] as const] : []
    }))
  })

  /** Has the votes read before the first change: changes of many holds are then sent as one. */
  function prepare(): void {
    handle ??= openVotes()
  }

  /** Changes parts of my annotations of holds; null clears a part. Only somebody who is logged in, before a face, may call it. */
  function setParts(changes: readonly AnnotationChange[]): void {
    prepare()
    if (!handle || changes.length === 0) return
    pending.value = new Map([
      ...pending.value,
      ...changes.map(({ holdId, part, value }) => [voteKey(holdId, part), value === '' ? null : value] as const),
    ])
    setVotes(handle.document, changes)
  }

  const votesName = computed(() => (session.user && faces.currentId !== null
    ? documentName({ kind: 'votes', faceId: faces.currentId, userId: session.user.id })
    : null))
  const left = computed(() => unsent.edits.filter(({ document, state }) => document === votesName.value && state !== 'refused'))
  /** Another tab's unsent values, by key. */
  const elsewhere = computed(() => new Map(votesAmong(left.value.filter(({ isElsewhere }) => isElsewhere).map(({ edit }) => edit))
    .map(({ holdId, part, value }) => [voteKey(holdId, part), value])))

  function openVotes(): DocumentHandle | null {
    if (votesName.value === null) return null
    const opened = openDocument(documents, votesName.value)
    const { document } = opened
    scope = effectScope(true)
    scope.run(() => {
      watch(document.saved, now => (saved.value = now), { immediate: true, flush: 'sync' })
      watch(document.unsaved, () => {
        const votes = unsavedVotes(document)
        unsaved.value = keysOf(votes)
        // Unsent values of an earlier visit are shown, too.
        const before = votes.filter(({ holdId, part }) => !pending.value.has(voteKey(holdId, part)))
        if (before.length > 0)
          pending.value = new Map([...pending.value, ...before.map(({ holdId, part, value }) => [voteKey(holdId, part), value] as const)])
        forgetLater()
      }, { immediate: true, flush: 'sync' })
      watch(document.lost, () => {
        refused.value = new Map(refusedVotes(document).map(({ holdId, part, code }) => [voteKey(holdId, part), code]))
        forget(key => refused.value.has(key))
      }, { immediate: true, flush: 'sync' })
    })
    return opened
  }

  function forget(isOver: (key: string, value: string | null) => boolean): void {
    const kept = [...pending.value].filter(([key, value]) => !isOver(key, value))
    if (kept.length < pending.value.size) pending.value = new Map(kept)
  }
  /** A row that never comes (somebody took the vote back at once) must not leave my change standing. */
  function forgetLater(): void {
    const over = new Map([...pending.value].filter(([key]) => !unsaved.value.has(key)))
    if (over.size > 0) setTimeout(() => forget((key, value) => over.get(key) === value && over.has(key) && !unsaved.value.has(key)), ROW_MS)
  }
  watch(votes, rows => {
    forget((key, value) => {
      const [holdId = '', part] = key.split('/') as [string, AnnotationPart]
      return !unsaved.value.has(key) && (rows.get(holdId)?.[part] ?? null) === value
    })
  })
  watch(() => [faces.currentId, session.user?.id], () => {
    scope?.stop()
    handle?.destroy()
    handle = null
    pending.value = new Map()
    unsaved.value = new Set()
    refused.value = new Map()
  }, { flush: 'sync' })
  watch(() => left.value.some(({ isElsewhere }) => !isElsewhere), isLeft => {
    if (isLeft) handle ??= openVotes()
  }, { immediate: true })

  return { mine, all, conditionAt, prepare, setParts, state, whyRefused }
})

const keysOf = (votes: { holdId: number; part: AnnotationPart }[]): Set<string> =>
  new Set(votes.map(({ holdId, part }) => voteKey(holdId, part)))

/** The value if the part may hold it. */
const readPart = (part: AnnotationPart, value: string): string | undefined =>
  (part === 'notes' ? [value].find(notes => notes.length <= NOTES_MAX) : VOTED_VALUES[part].find(known => known === value))

/** The row with my changes since in its place; null if neither has a value. */
function withPending(row: Annotation | null, pendingOf: (part: AnnotationPart) => string | null | undefined): Annotation | null {
  const now = instantOf(Date.now())
  const before = row ?? { grip_type: null, condition: null, difficulty: null, notes: null, created_at: now, updated_at: now }
  const pick = <P extends AnnotationPart>(part: P): Annotation[P] => {
    const value = pendingOf(part)
    if (value === undefined) return before[part]
    return (value === null ? null : readPart(part, value) ?? before[part]) as Annotation[P]
  }
  const after: Annotation = {
    ...before, grip_type: pick('grip_type'), condition: pick('condition'), difficulty: pick('difficulty'), notes: pick('notes'),
  }
  const isEmpty = after.grip_type === null && after.condition === null && after.difficulty === null && after.notes === null
  return row === null && isEmpty ? null : after
}
