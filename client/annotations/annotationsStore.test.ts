import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { AnnotationPart } from '../../shared/model/annotationParts'
import type { User } from '../../shared/model/user'
import { userFeed } from '../../shared/feedName'
import { idOf, type Edit, type LostEdit } from '../documents/edits'
import { useAnnotations } from './annotationsStore'
import { useFaces } from '../wall/facesStore'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useSession } from '../account/sessionStore'

let fake = fakeConnection()

const opened = vi.fn()

/** A votes document whose server the test plays. */
function fakeDocument() {
  const unsaved = shallowRef<ReadonlyMap<string, Edit>>(new Map())
  const lost = shallowRef<readonly LostEdit[]>([])
  const saved = shallowRef('saved')
  const destroy = vi.fn()
  const set = (root: string, key: string, value: unknown) => {
    saved.value = 'saving'
    unsaved.value = new Map(unsaved.value).set(idOf({ root, key }), { root, key, value })
  }
  const settle = () => {
    unsaved.value = new Map()
    saved.value = 'saved'
  }
  const setAll = (root: string, values: ReadonlyMap<string, unknown>) => values.forEach((value, key) => set(root, key, value))
  return { handle: { document: { unsaved, lost, saved, setAll }, destroy }, settle, saved, lost, destroy }
}

let document = fakeDocument()
const change = (holdId: number, part: AnnotationPart, value: string | null) => {
  useAnnotations().setParts([{ holdId, part, value }])
}
const vote = (hold: number, value: object) =>
  put('vote', String(hold), {
    face_id: 'f',
    grip_type: null,
    condition: null,
    difficulty: null,
    notes: null,
    created_at: 'c',
    updated_at: 'u',
    ...value,
  })

beforeEach(() => {
  vi.useFakeTimers()
  fake = fakeConnection()
  document = fakeDocument()
  opened.mockReset().mockImplementation(() => document.handle)
  testStores({ connection: fake.appConnection, open: opened })
  useFaces().choose('f')
  useSession().user = { id: 'u' } as User
})
afterEach(() => {
  vi.useRealTimers()
})

describe('annotations', () => {
  it('show my own values', () => {
    const annotations = useAnnotations()
    expect(annotations.mine(7)).toBeNull()
    fake.step(userFeed('u'), [vote(7, { condition: 'sale' })])
    expect(annotations.mine(7)).toMatchObject({ condition: 'sale', grip_type: null })
  })

  it('show my change at once, and go on showing it until its row comes', async () => {
    const annotations = useAnnotations()
    fake.step(userFeed('u'), [vote(7, { condition: 'sale', notes: 'x' })])
    change(7, 'condition', 'ok')
    expect(annotations.mine(7)).toMatchObject({ condition: 'ok', notes: 'x' })
    expect(annotations.state(7, 'condition')).toBe('saving')
    expect(annotations.state(7, 'notes')).toBe('saved')
    document.settle()
    expect(annotations.state(7, 'condition')).toBe('saved')
    expect(annotations.mine(7)?.condition).toBe('ok')
    fake.step(userFeed('u'), [vote(7, { condition: 'ok', notes: 'x' })])
    await nextTick()
    fake.step(userFeed('u'), [vote(7, { condition: 'usee' })])
    expect(annotations.mine(7)?.condition).toBe('usee')
  })

  it('do not hold on to my change when its row never comes', () => {
    const annotations = useAnnotations()
    change(7, 'condition', 'ok')
    document.settle()
    vi.advanceTimersByTime(6000)
    expect(annotations.mine(7)).toBeNull()
  })

  it('show a part cleared', () => {
    const annotations = useAnnotations()
    fake.step(userFeed('u'), [vote(7, { condition: 'sale' })])
    change(7, 'condition', null)
    expect(annotations.mine(7)?.condition).toBeNull()
  })

  it('tell what was refused, and show what stands instead', () => {
    const annotations = useAnnotations()
    change(7, 'condition', 'ok')
    document.lost.value = [{ root: 'holds', key: '7/condition', value: 'ok', code: 'locked' }]
    document.settle()
    expect(annotations.state(7, 'condition')).toBe('refused')
    expect(annotations.whyRefused(7, 'condition')).toBe('locked')
    expect(annotations.mine(7)).toBeNull()
  })

  it('open the votes document when one first speaks, and give it back with the face', () => {
    const annotations = useAnnotations()
    expect(opened).not.toHaveBeenCalled()
    change(7, 'condition', 'ok')
    change(8, 'condition', 'ok')
    expect(opened.mock.calls).toEqual([['votes/f/u', expect.any(Function)]])
    useFaces().choose('g')
    expect(document.destroy).toHaveBeenCalledOnce()
    expect(annotations.mine(7)).toBeNull()
  })

  it('take nothing from a guest', () => {
    useSession().user = null
    change(7, 'condition', 'ok')
    expect(opened).not.toHaveBeenCalled()
    expect(useAnnotations().mine(7)).toBeNull()
  })
})
