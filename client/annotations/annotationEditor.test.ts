import { beforeEach, describe, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import type { User } from '../../shared/model/user'
import { userFeed } from '../../shared/feedName'
import { useAnnotations } from './annotationsStore'
import { useFaces } from '../wall/facesStore'
import { fakeConnection, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { useAnnotationEditor } from './annotationEditor'
import { useSession } from '../account/sessionStore'

let fake = fakeConnection()
const opened = vi.fn()

let sent: (readonly [string, unknown])[][]
const annotation = (holdId: number) => useAnnotations().mine(holdId)

beforeEach(() => {
  fake = fakeConnection()
  sent = []
  const document = {
    unsaved: shallowRef(new Map()), lost: shallowRef([]), saved: shallowRef('saved'),
    setAll: (_root: string, values: ReadonlyMap<string, unknown>) => void sent.push([...values]),
  }
  opened.mockReset().mockImplementation(() => ({ document, destroy: vi.fn() }))
  testStores({ connection: fake.appConnection, open: opened })
  useFaces().choose('f')
  useSession().user = { id: 'u' } as User
})

describe('my annotations', () => {
  it('[WALK-3] are repeated on the next hold, with the values of the last one alone', () => {
    const editor = useAnnotationEditor()
    fake.step(userFeed('u'), [
      put('vote', '1', {
        face_id: 'f',
        grip_type: null,
        condition: 'cassee',
        difficulty: null,
        notes: null,
        created_at: 'c',
        updated_at: 'u',
        condition_at: 'c',
      }),
    ])
    editor.change([{ holdId: 1, part: 'grip_type', value: 'bac' }])
    editor.change([{ holdId: 1, part: 'difficulty', value: 'dure' }])
    editor.repeat(2)
    expect(annotation(2)).toMatchObject({ grip_type: 'bac', difficulty: 'dure', condition: null })
    editor.change([{ holdId: 2, part: 'grip_type', value: 'plat' }])
    editor.repeat(3)
    expect(annotation(3)).toMatchObject({ grip_type: 'plat', difficulty: 'dure' })
    expect([...editor.annotated]).toEqual([1, 2, 3])
  })

  it('[CHOOSE-2] on many holds go out as one, and are undone and redone as one', () => {
    const editor = useAnnotationEditor()
    const step = editor.change(Array.from({ length: 776 }, (_, at) => ({ holdId: at + 1, part: 'condition' as const, value: 'sale' })))
    expect(step).toHaveLength(776)
    expect(sent).toHaveLength(1)
    expect(editor.undo()).toHaveLength(776)
    expect(annotation(776)).toBeNull()
    expect(editor.canUndo).toBe(false)
    editor.redo()
    expect(annotation(1)?.condition).toBe('sale')
    expect(sent).toHaveLength(3)
    expect(editor.last).toBeNull()
  })

  it('[UNDO-1] clear a part with "", never by taking the key away', () => {
    const editor = useAnnotationEditor()
    editor.change([{ holdId: 1, part: 'grip_type', value: 'bac' }])
    editor.undo()
    expect(sent.at(-1)).toEqual([['1/grip_type', '']])
  })

  it('of one person are not another’s to take back', () => {
    const editor = useAnnotationEditor()
    editor.change([{ holdId: 1, part: 'grip_type', value: 'bac' }])
    useSession().user = { id: 'v' } as User
    expect(editor.canUndo).toBe(false)
    expect(editor.last).toBeNull()
  })
})
