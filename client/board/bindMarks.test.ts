import { beforeEach, describe, expect, it } from 'vitest'
import { shallowRef } from 'vue'
import * as Y from 'yjs'
import type { LiveDocument } from '../documents/liveDocument'
import { bindMarks, type MarksBinding, type MarksNow } from './bindMarks'

const editor = () => ({ doc: new Y.Doc(), generation: shallowRef(0) }) as LiveDocument
const mark = (id: string, text = '', by = 'me') => ({
  id,
  kind: 'pin' as const,
  points: [[1, 2]] as [number, number][],
  colour: '#ff5a3c',
  text,
  by,
})

let mine: LiveDocument
let other: LiveDocument
let now: MarksNow
let theirs: MarksNow
let marks: MarksBinding
let others: MarksBinding
const texts = (of: MarksNow) => Object.fromEntries(of.marks.map(({ id, text }) => [id, text]))

/** Both get what the other did. */
function exchange(): void {
  Y.applyUpdate(other.doc, Y.encodeStateAsUpdate(mine.doc), 'network')
  Y.applyUpdate(mine.doc, Y.encodeStateAsUpdate(other.doc), 'network')
}

beforeEach(() => {
  mine = editor()
  other = editor()
  marks = bindMarks(mine, is => { now = is })
  others = bindMarks(other, is => { theirs = is })
  return () => {
    marks.close()
    others.close()
  }
})

it('shows the marks of both, the newest first, and passes over what is none', () => {
  marks.put(mark('a'))
  others.put(mark('b'))
  mine.doc.getMap('marks').set('c', { kind: 'circle' })
  exchange()
  expect([now.marks.map(({ id }) => id), theirs.marks.map(({ id }) => id)]).toEqual([['b', 'a'], ['b', 'a']])
})

it('leaves a mark as it is while its neighbours change', () => {
  marks.put(mark('a'))
  others.put(mark('b'))
  exchange()
  const before = now.marks
  marks.put(mark('a', 'moved'))
  exchange()
  expect(now.marks.map(one => before.includes(one))).toEqual([true, false])
  expect(texts(now)).toEqual({ a: 'moved', b: '' })
})

describe('[EDIT-8] undo', () => {
  it('takes back what was done here, one thing at a time, and nothing of others', () => {
    marks.put(mark('a'))
    others.put(mark('b'))
    exchange()
    marks.put(mark('a', 'moved'))
    marks.undo()
    expect(texts(now)).toEqual({ a: '', b: '' })
    marks.undo()
    exchange()
    expect([texts(now), texts(theirs)]).toEqual([{ b: '' }, { b: '' }])
    expect([now.canUndo, now.canRedo, theirs.canUndo]).toEqual([false, true, true])
    marks.undo()
    expect(texts(now)).toEqual({ b: '' })
    marks.redo()
    marks.redo()
    expect(texts(now)).toEqual({ a: 'moved', b: '' })
  })

  it('leaves what somebody else said of my mark since', () => {
    marks.put(mark('a', 'mine'))
    exchange()
    others.put(mark('a', 'theirs'))
    exchange()
    marks.undo()
    exchange()
    expect([texts(now), texts(theirs)]).toEqual([{ a: 'theirs' }, { a: 'theirs' }])
  })

  it('brings back what I took away, as its maker’s', () => {
    others.put(mark('b', 'keep', 'her'))
    exchange()
    marks.remove('b')
    exchange()
    expect(theirs.marks).toEqual([])
    marks.undo()
    exchange()
    expect(theirs.marks).toEqual([mark('b', 'keep', 'her')])
  })

  it('takes words typed in one go as one step, and others apart', () => {
    marks.put(mark('a'))
    for (const text of ['b', 'br', 'bro']) marks.put(mark('a', text), 'text a')
    marks.put({ ...mark('a', 'bro'), colour: '#6aa8ff' })
    marks.undo()
    expect(now.marks).toEqual([mark('a', 'bro')])
    marks.undo()
    expect(texts(now)).toEqual({ a: '' })
  })

  it('is over when the document was replaced', () => {
    marks.put(mark('a'))
    mine.doc = new Y.Doc()
    mine.generation.value++
    expect(now).toEqual({ marks: [], canUndo: false, canRedo: false })
    marks.undo()
    marks.put(mark('b'))
    expect(texts(now)).toEqual({ b: '' })
  })
})
