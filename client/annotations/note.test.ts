import { beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { LiveDocument } from '../documents/liveDocument'
import { bindNote, type NoteBinding, type NoteField, type NotePeer } from './note'

/** A textarea without a page. */
class Field implements NoteField {
  selectionStart = 0
  selectionEnd = 0
  readOnly = false
  isFocused = true
  #value = ''
  #listeners: [string, (event: Event) => void][] = []

  get value(): string {
    return this.#value
  }

  /** As in a browser, setting the value puts the caret at its end. */
  set value(value: string) {
    this.#value = value
    this.setSelectionRange(value.length, value.length)
  }

  /** As in a browser, it says "select", whoever selects. */
  setSelectionRange(start: number, end: number): void {
    this.selectionStart = start
    this.selectionEnd = end
    this.fire('select')
  }

  matches(): boolean {
    return this.isFocused
  }

  addEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners.push([type, listener])
  }

  removeEventListener(type: string, listener: (event: Event) => void): void {
    this.#listeners = this.#listeners.filter(([t, l]) => t !== type || l !== listener)
  }

  /** Answers whether the browser may go on with what it meant to do. */
  fire(type: string, values: object = {}): boolean {
    const event = Object.assign(new Event(type, { cancelable: true }), values)
    for (const [t, listener] of this.#listeners) if (t === type) listener(event)
    return !event.defaultPrevented
  }

  type(text: string): void {
    const [before, after] = [this.#value.slice(0, this.selectionStart), this.#value.slice(this.selectionEnd)]
    this.value = before + text + after
    this.setSelectionRange(before.length + text.length, before.length + text.length)
    this.fire('input')
  }

  get isBound(): boolean {
    return this.#listeners.length > 0
  }
}

function editor() {
  const doc = new Y.Doc()
  return { doc, awareness: new Awareness(doc), generation: shallowRef(0) } as LiveDocument
}

/** Both get what the other did. */
function exchange(): void {
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(mine.doc), 'network')
  Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(other.doc), 'network')
}

let mine: LiveDocument
let other: LiveDocument
let field: Field
let peers: NotePeer[]
let note: NoteBinding
let history: { canUndo: boolean; canRedo: boolean }
const textOf = (document: LiveDocument) => document.doc.getText('note:7')

beforeEach(() => {
  mine = editor()
  other = editor()
  textOf(mine).insert(0, 'grosse prise')
  exchange()
  field = new Field()
  note = bindNote(mine, 7, field, {
    peers: now => { peers = now },
    history: now => { history = now },
  })
  return () => {
    note.close()
    mine.awareness.destroy()
    other.awareness.destroy()
  }
})

describe('[EDIT-7] a note in a textarea', () => {
  it('shows what stands in the note', () => {
    expect(field.value).toBe('grosse prise')
  })

  it('writes what is typed', () => {
    field.setSelectionRange(6, 6)
    field.type(' belle')
    expect(textOf(mine).toString()).toBe('grosse belle prise')
  })

  it('replaces what is selected', () => {
    field.setSelectionRange(0, 6)
    field.type('petite')
    expect(textOf(mine).toString()).toBe('petite prise')
  })

  it('shows what others type before the caret and keeps the caret in its word', () => {
    field.setSelectionRange(7, 9)
    textOf(other).insert(0, 'Une ')
    exchange()
    expect(field.value).toBe('Une grosse prise')
    expect([field.selectionStart, field.selectionEnd]).toEqual([11, 13])
  })

  it('keeps the caret when others type behind it', () => {
    field.setSelectionRange(3, 3)
    textOf(other).insert(12, ' !')
    exchange()
    expect([field.value, field.selectionStart]).toEqual(['grosse prise !', 3])
  })

  it('moves the caret to where others deleted its word', () => {
    field.setSelectionRange(4, 9)
    textOf(other).delete(2, 5)
    exchange()
    expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['grprise', 2, 4])
  })

  it('keeps both when two type at once', () => {
    field.setSelectionRange(12, 12)
    field.type(' à brosser')
    textOf(other).insert(0, 'Très ')
    exchange()
    expect(field.value).toBe('Très grosse prise à brosser')
    expect(textOf(other).toString()).toBe(field.value)
  })

  it('leaves the field alone while an input method composes, then brings both together', () => {
    field.setSelectionRange(12, 12)
    field.fire('compositionstart')
    field.type('é')
    textOf(other).insert(0, 'La ')
    exchange()
    expect(field.value).toBe('grosse priseé')
    field.fire('compositionend')
    expect(field.value).toBe('La grosse priseé')
    expect(field.selectionStart).toBe(16)
    expect(textOf(mine).toString()).toBe('La grosse priseé')
  })

  it('shows who else is in this note and where', () => {
    textOf(other).insert(0, 'x')
    exchange()
    const place = (index: number) => Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(textOf(other), index))
    const tell = (cursor: unknown) => {
      other.awareness.setLocalState({ user: { id: 'u1', name: 'Ivi', colour: '#123456' }, cursor })
      applyAwarenessUpdate(mine.awareness, encodeAwarenessUpdate(other.awareness, [other.doc.clientID]), 'network')
    }
    tell({ root: 'note:7', anchor: place(2), head: place(5) })
    expect(peers).toEqual([{ id: other.doc.clientID, userId: 'u1', name: 'Ivi', colour: '#123456', anchor: 2, head: 5 }])
    field.setSelectionRange(0, 0)
    field.type('yy')
    expect(peers).toMatchObject([{ anchor: 4, head: 7 }])
    tell({ root: 'note:8', anchor: place(2), head: place(5) })
    expect(peers).toEqual([])
    tell(null)
    expect(peers).toEqual([])
  })

  it('tells where its own caret is, until it is left', async () => {
    vi.useFakeTimers()
    field.setSelectionRange(1, 3)
    field.fire('select')
    field.fire('keyup')
    await vi.advanceTimersByTimeAsync(100)
    expect(mine.awareness.getLocalState()).toMatchObject({ cursor: { root: 'note:7' } })
    field.fire('blur')
    expect(mine.awareness.getLocalState()).toEqual({ cursor: null })
    vi.useRealTimers()
  })

  it('[SEE-8] does not show who only reads as writing, whatever others type', async () => {
    vi.useFakeTimers()
    field.isFocused = false
    textOf(other).insert(0, 'tout le monde ')
    exchange()
    await vi.advanceTimersByTimeAsync(100)
    expect(mine.awareness.getLocalState()?.['cursor'] ?? null).toBeNull()
    field.isFocused = true
    field.fire('focus')
    await vi.advanceTimersByTimeAsync(100)
    expect(mine.awareness.getLocalState()).toMatchObject({ cursor: { root: 'note:7' } })
    vi.useRealTimers()
  })

  it('goes on with the new document when the old one was dropped', () => {
    mine.doc = new Y.Doc()
    textOf(mine).insert(0, 'neuf')
    mine.generation.value++
    expect(field.value).toBe('neuf')
    field.type('!')
    expect(textOf(mine).toString()).toBe('neuf!')
  })

  it('lets go of the field', () => {
    note.close()
    expect(field.isBound).toBe(false)
    textOf(mine).insert(0, 'x')
    expect(field.value).toBe('grosse prise')
  })
})

describe('[EDIT-8] undo in a note', () => {
  const ctrl = (key: string, values = {}) => field.fire('keydown', { key, ctrlKey: true, ...values })

  it('takes back what was typed here and leaves what others typed before, within and after', () => {
    field.setSelectionRange(6, 6)
    field.type(' belle')
    textOf(other).insert(0, 'Très ')
    exchange()
    textOf(other).insert(textOf(other).toString().indexOf('elle'), 'XX')
    exchange()
    textOf(other).insert(textOf(other).length, ' !')
    exchange()
    expect(history).toEqual({ canUndo: true, canRedo: false })
    expect(ctrl('z')).toBe(false)
    exchange()
    expect(field.value).toBe('Très grosseXX prise !')
    expect(textOf(other).toString()).toBe(field.value)
    expect(history).toEqual({ canUndo: false, canRedo: true })
    ctrl('z')
    expect(field.value).toBe('Très grosseXX prise !')
    note.redo()
    expect(field.value).toContain('Très grosse b')
  })

  it('puts the caret where it changed something', () => {
    field.setSelectionRange(6, 6)
    field.type(' belle')
    field.setSelectionRange(0, 0)
    note.undo()
    expect([field.value, field.selectionStart]).toEqual(['grosse prise', 6])
    ctrl('Z', { shiftKey: true })
    expect([field.value, field.selectionStart]).toEqual(['grosse belle prise', 12])
  })

  it('takes the place of the browser’s own, which knows nothing of others', () => {
    field.setSelectionRange(12, 12)
    field.type('!')
    expect(field.fire('beforeinput', { inputType: 'historyUndo' })).toBe(false)
    expect(field.value).toBe('grosse prise')
    expect(field.fire('beforeinput', { inputType: 'historyRedo' })).toBe(false)
    expect(field.value).toBe('grosse prise!')
    expect([field.fire('keydown', { key: 'z' }), field.fire('beforeinput', { inputType: 'insertText' })]).toEqual([true, true])
  })

  it('does nothing to a note that is only read by now, and is over when the document was replaced', () => {
    field.setSelectionRange(12, 12)
    field.type('!')
    field.readOnly = true
    ctrl('z')
    expect(field.value).toBe('grosse prise!')
    field.readOnly = false
    mine.doc = new Y.Doc()
    textOf(mine).insert(0, 'neuf')
    mine.generation.value++
    ctrl('z')
    expect([field.value, history]).toEqual(['neuf', { canUndo: false, canRedo: false }])
  })
})
