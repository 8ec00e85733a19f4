import { watch } from 'vue'
import * as Y from 'yjs'
import { noteRoot } from '../../shared/documents'
import { diffText } from '../documents/diffText'
import { endOf, moved, type Delta } from './noteDelta'
import type { LiveDocument } from '../documents/liveDocument'

/** The part of a textarea that is needed here. */
export interface NoteField {
  value: string
  selectionStart: number
  selectionEnd: number
  readOnly: boolean
  matches(selector: ':focus'): boolean
  setSelectionRange(start: number, end: number): void
  addEventListener(type: string, listener: (event: Event) => void): void
  removeEventListener(type: string, listener: (event: Event) => void): void
}

/** Somebody else in this note: where their caret is, and their selection's other end. */
export interface NotePeer {
  id: number
  userId: string
  name: string
  colour: string
  anchor: number
  head: number
}

/** The state of the note as a page shows it; plain values. */
export interface NoteListeners {
  peers(peers: NotePeer[]): void
  history(now: { canUndo: boolean; canRedo: boolean }): void
}

export interface NoteBinding {
  /** Takes back what was typed here last, in one go; what others typed stays. */
  undo(): void
  redo(): void
  close(): void
}

/** Text that is typed with shorter pauses is one step of undo. */
const CAPTURE_MS = 500
const CURSOR_EVERY_MS = 66
const SELECTING = ['select', 'keyup', 'pointerup', 'focus']

/**
 * Ties a hold's shared note to a textarea until it is closed: what is typed goes into the document
 * as the smallest change, what others type comes in around the caret. The browser's own undo would
 * take back what others typed: its keys and menu do ours instead.
 */
export function bindNote(document: LiveDocument, holdId: number, field: NoteField, handlers: NoteListeners): NoteBinding {
  let bound = bindOnce(document, holdId, field, handlers)
  const stopWatching = watch(document.generation, () => {
    bound.close()
    bound = bindOnce(document, holdId, field, handlers)
  }, { flush: 'sync' })
  return {
    undo: () => bound.undo(),
    redo: () => bound.redo(),
    close() {
      stopWatching()
      bound.close()
    },
  }
}

function bindOnce(document: LiveDocument, holdId: number, field: NoteField, handlers: NoteListeners): NoteBinding {
  const { doc, awareness } = document
  const root = noteRoot(holdId)
  const text = doc.getText(root)
  const origin = {}
  const history = new Y.UndoManager(text, { trackedOrigins: new Set([origin]), captureTimeout: CAPTURE_MS })
  let isComposing = false
  /** The text that the field was last given or read as. */
  let base = ''
  /** Others' changes while an input method holds the field: it must not be touched then. */
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
      else if (event.transaction.origin === history) {
        show()
        const caret = endOf(event.delta)
        field.setSelectionRange(caret, caret)
      }
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
    // A browser says "select" of a field in which nobody is, too, when others' text moves what was selected.
    if (!field.matches(':focus')) return
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
  const tellPeers = () => handlers.peers(peersIn(doc, awareness.getStates(), root))
  const tellHistory = () => handlers.history({ canUndo: history.canUndo(), canRedo: history.canRedo() })
  const step = (way: 'undo' | 'redo') => {
    if (isComposing || field.readOnly) return
    history[way]()
    showCaretSoon()
  }
  const asked = (event: Event) => {
    const way = historyWay(event)
    if (way === null) return
    event.preventDefault()
    step(way)
  }

  show()
  tellPeers()
  tellHistory()
  for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) history.on(event, tellHistory)
  text.observe(changed)
  awareness.on('change', tellPeers)
  const listeners: [string, (event: Event) => void][] = [
    ['keydown', asked], ['beforeinput', asked],
    ['input', typed], ['blur', hideCaret], ['compositionstart', compositionStart], ['compositionend', compositionEnd],
    ...SELECTING.map((type): [string, () => void] => [type, showCaretSoon]),
  ]
  for (const [type, listener] of listeners) field.addEventListener(type, listener)
  return {
    undo: () => step('undo'),
    redo: () => step('redo'),
    close() {
      for (const [type, listener] of listeners) field.removeEventListener(type, listener)
      history.destroy()
      text.unobserve(changed)
      awareness.off('change', tellPeers)
      hideCaret()
    },
  }
}

/** Ctrl-Z and its like, or the browser's own menu and gestures. */
function historyWay(event: Event): 'undo' | 'redo' | null {
  const { type, key = '', ctrlKey, metaKey, shiftKey, altKey, inputType } = event as Partial<KeyboardEvent & InputEvent>
  if (type === 'beforeinput') return inputType === 'historyUndo' ? 'undo' : inputType === 'historyRedo' ? 'redo' : null
  if (!(ctrlKey || metaKey) || altKey) return null
  const letter = key.toLowerCase()
  if (letter === 'z') return shiftKey ? 'redo' : 'undo'
  return letter === 'y' ? 'redo' : null
}

function peersIn(doc: Y.Doc, states: Map<number, Record<string, unknown>>, root: string): NotePeer[] {
  const indexOf = (json: unknown): number | null => {
    const place = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(json), doc)
    return place && place.type === doc.getText(root) ? place.index : null
  }
  return [...states].flatMap(([id, state]) => {
    const { user, cursor } = state as {
      user?: { id?: string; name?: string; colour?: string }
      cursor?: { root?: string; anchor?: unknown; head?: unknown } | null
    }
    if (id === doc.clientID || !user?.name || !cursor || cursor.root !== root || !cursor.anchor || !cursor.head) return []
    const [anchor, head] = [indexOf(cursor.anchor), indexOf(cursor.head)]
    return anchor === null || head === null
      ? []
      : [{ id, userId: user.id ?? '', name: user.name, colour: user.colour ?? 'currentColor', anchor, head }]
  })
}
