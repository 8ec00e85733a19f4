import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { useFaces } from './facesStore'
import { fakeConnection, gone, put } from '../testing/fakeConnection'
import { testStores } from '../testing/testStores'
import { GLOBAL_FEED, faceFeed } from '../../shared/feedName'

let fake = fakeConnection()

const kept = new Map<string, string>()
const face = (id: string, is_active = true) => put('face', id, { id, name: `face ${id}`, is_active })

beforeEach(() => {
  kept.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  })
  fake = fakeConnection()
  testStores({ connection: fake.appConnection })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('the current face', () => {
  it('is the first active one until another is chosen', () => {
    const faces = useFaces()
    expect(faces.current).toBeNull()
    fake.step(GLOBAL_FEED, [face('a', false), face('b'), face('c')])
    expect(faces.currentId).toBe('b')
    expect(faces.current).toMatchObject({ id: 'b' })
    faces.choose('c')
    expect(faces.current).toMatchObject({ id: 'c' })
  })

  it('stays when another wall comes that would have been the first', () => {
    const faces = useFaces()
    fake.step(GLOBAL_FEED, [face('b')])
    expect(faces.currentId).toBe('b')
    fake.step(GLOBAL_FEED, [face('a')])
    expect(faces.currentId).toBe('b')
  })

  it('[GYM-10] is no archived one by itself, and the walls to choose from are in order without those', () => {
    const faces = useFaces()
    const wall = (id: string, position: number, is_archived = false) =>
      put('face', id, { id, name: `face ${id}`, is_active: true, position, is_archived })
    fake.step(GLOBAL_FEED, [wall('a', 0, true), wall('b', 2), wall('c', 1)])
    expect(faces.currentId).toBe('c')
    expect(faces.faces.map(({ id }) => id)).toEqual(['c', 'b'])
    faces.choose('a')
    expect(faces.faces.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
    expect(faces.all).toHaveLength(3)
  })

  it('is followed, and only it', () => {
    const faces = useFaces()
    fake.step(GLOBAL_FEED, [face('a'), face('b')])
    faces.choose('b')
    expect(fake.feeds.follow.mock.calls.flat()).toEqual(['global', faceFeed('a'), faceFeed('b')])
    expect(fake.feeds.unfollow.mock.calls.flat()).toEqual([faceFeed('a')])
  })

  it('is remembered, and followed before the list is there', async () => {
    useFaces().choose('b')
    await nextTick()
    testStores({ connection: fake.appConnection })
    expect(useFaces().currentId).toBe('b')
    expect(fake.feeds.follow).toHaveBeenLastCalledWith(faceFeed('b'))
  })

  it('is at the next visit the one that one stood before, though another has come', async () => {
    useFaces()
    fake.step(GLOBAL_FEED, [face('b')])
    await nextTick()
    testStores({ connection: fake.appConnection })
    const faces = useFaces()
    fake.step(GLOBAL_FEED, [face('a')])
    expect(faces.currentId).toBe('b')
  })

  it('is another when the remembered one is gone', () => {
    kept.set('mastoc.face', '"b"')
    const faces = useFaces()
    fake.step(GLOBAL_FEED, [face('a'), face('b')])
    expect(faces.currentId).toBe('b')
    fake.step(GLOBAL_FEED, [gone('face', 'b')])
    expect(faces.currentId).toBe('a')
  })

  it('is nobody to choose when what is remembered makes no sense', () => {
    kept.set('mastoc.face', '{broken')
    expect(useFaces().currentId).toBeNull()
  })
})
