import { watch } from 'vue'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { diffText } from './diffText'
import type { LiveDocument } from './liveDocument'

/** What of a textarea is needed. */
export interface NoteField {
  value: string
  selectionStart: number
  selectionEnd: number
  setSelectionRange(start: number, end: number): void
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
}

/** Somebody else in this note: where their caret is, and their selection's other end. */
export interface NotePeer {
  id: number
  name: string
  colour: string
  anchor: number
  head: number
}

const CURSOR_EVERY_MS = 66
const SELECTING = ['select', 'keyup', 'pointerup', 'focus']

/**
 * Ties a hold's shared note to a textarea until the returned function is called: what is typed goes
 * into the document as the smallest change, what others type comes in around the caret.
 * `onPeers` gets plain values.
 */
export function bindNote(document: LiveDocument, holdId: number, field: NoteField, onPeers: (peers: NotePeer[]) => void): () => void {
  let unbind = bindOnce(document, holdId, field, onPeers)
  const stopWatching = watch(document.generation, () => {
    unbind()
    unbind = bindOnce(document, holdId, field, onPeers)
  }, { flush: 'sync' })
  return () => {
    stopWatching()
    unbind()
  }
}

function bindOnce(document: LiveDocument, holdId: number, field: NoteField, onPeers: (peers: NotePeer[]) => void): () => void {
  const { doc, awareness } = document
  const root = noteRoot(holdId)
  const text = doc.getText(root)
  const origin = {}
  let isComposing = false
  /** What the field was last given or read as. */
  let base = ''
  /** What others changed while an input method held the field: it must not be touched then. */
  let deferred: Delta[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const show = () => {
    base = text.toString()
    if (field.value !== base) field.value = base
  }
  const typed = () => {
    if (isComposing) return
    const diff = diffText(base, field.value, field.selectionEnd)
    const now = (index: number) => deferred.reduce(moved, index)
    if (diff) {
      const [start, end] = [now(diff.index), now(diff.index + diff.remove)]
      doc.transact(() => {
        text.delete(start, end - start)
        text.insert(start, diff.insert)
      }, origin)
    }
    const caret = now(field.selectionEnd)
    const isOutdated = deferred.length > 0
    deferred = []
    show()
    if (isOutdated) field.setSelectionRange(caret, caret)
    showCaretSoon()
  }
  const changed = (event: Y.YTextEvent) => {
    if (event.transaction.origin !== origin) {
      if (isComposing) deferred.push(event.delta)
      else {
        const [start, end] = [moved(field.selectionStart, event.delta), moved(field.selectionEnd, event.delta)]
        show()
        field.setSelectionRange(start, end)
      }
    }
    tellPeers()
  }
  const showCaret = () => {
    timer = undefined
    const place = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, index))
    awareness.setLocalStateField('cursor', { root, anchor: place(field.selectionStart), head: place(field.selectionEnd) })
  }
  const showCaretSoon = () => {
    timer ??= setTimeout(showCaret, CURSOR_EVERY_MS)
  }
  const hideCaret = () => {
    clearTimeout(timer)
    timer = undefined
    awareness.setLocalStateField('cursor', null)
  }
  const compositionStart = () => {
    isComposing = true
  }
  const compositionEnd = () => {
    isComposing = false
    typed()
  }
  const tellPeers = () => onPeers(peersIn(doc, awareness.getStates(), root))

  show()
  tellPeers()
  text.observe(changed)
  awareness.on('change', tellPeers)
  const listeners: [string, () => void][] = [
    ['input', typed], ['blur', hideCaret], ['compositionstart', compositionStart], ['compositionend', compositionEnd],
    ...SELECTING.map((type): [string, () => void] => [type, showCaretSoon]),
  ]
  for (const [type, listener] of listeners) field.addEventListener(type, listener)
  return () => {
    for (const [type, listener] of listeners) field.removeEventListener(type, listener)
    text.unobserve(changed)
    awareness.off('change', tellPeers)
    hideCaret()
  }
}

type Delta = Y.YTextEvent['delta']

/** Where an index stands after somebody else's change. */
function moved(index: number, delta: Delta): number {
  let [at, shift] = [0, 0]
  for (const { retain, insert, delete: removed } of delta) {
    if (at > index) break
    at += retain ?? 0
    if (typeof insert === 'string' && at < index) shift += insert.length
    if (removed !== undefined) {
      shift -= Math.max(0, Math.min(removed, index - at))
      at += removed
    }
  }
  return index + shift
}

function peersIn(doc: Y.Doc, states: Map<number, Record<string, unknown>>, root: string): NotePeer[] {
  const indexOf = (json: unknown): number | null => {
    const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc)
    return place && place.type === doc.getText(root) ? place.index : null
  }
  return [...states].flatMap(([id, state]) => {
    const { user, cursor } = state as { user?: { name?: string; colour?: string }; cursor?: { root?: string; anchor?: unknown; head?: unknown } | null }
    if (id === doc.clientID || !user?.name || !cursor || cursor.root !== root || !cursor.anchor || !cursor.head) return []
    const [anchor, head] = [indexOf(cursor.anchor), indexOf(cursor.head)]
    return anchor === null || head === null ? [] : [{ id, name: user.name, colour: user.colour ?? 'currentColor', anchor, head }]
  })
}
