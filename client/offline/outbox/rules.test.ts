import { describe, expect, it } from 'vitest'
import type { ClimbRow } from '../../../shared/model/climb'
import { instant } from '../../../shared/model/instant'
import { faceFeed, userFeed } from '../../../shared/feedName'
import { localId, targetIdOf, type OutboxItem, type Write } from './item'
import { added, answered, discarded, left, nextOf, putBack, refused, retried, sending, settled, type Change } from './rules'

const item = (key: string, write: Write, more: Partial<OutboxItem> = {}): OutboxItem =>
  ({ key, write, name: key, at: 0, state: 'waiting', tries: 0, why: null, answer: null, cursors: [], ...more })
const create = (key: string, more?: Partial<OutboxItem>) =>
  item(key, { command: 'climbs.create', input: { face_id: 'f', name: key, holds_list: 'S1 T2' } }, more)
const update = (key: string, id: string, patch: object, more?: Partial<OutboxItem>) =>
  item(key, { command: 'climbs.update', input: { id, ...patch } }, more)
const remove = (key: string, id: string, more?: Partial<OutboxItem>) => item(key, { command: 'climbs.delete', input: { id } }, more)
const restore = (key: string, id: string) => item(key, { command: 'climbs.restore', input: { id } })
const ask = (key: string, more?: Partial<OutboxItem>) => item(key, { command: 'tasks.create', input: { id: 105, kind: 'brush' } }, more)
const task = (key: string, what: 'finish' | 'reopen' | 'delete', id: string) => item(key, { command: `tasks.${what}`, input: { id } })
const after = (...changes: Change[]) => changes.reduce<readonly OutboxItem[]>((items, change) => change(items), [])
const keys = (items: readonly OutboxItem[]) => items.map(({ key, state }) => `${key} ${state}`)
const made = { id: 'made' } as ClimbRow
const AFTER = instant('2026-01-02T00:00:00.000000Z')
const no = { code: 'invalid', detail: 'non' }

describe('the outbox', () => {
  it('[OUTBOX-1] sends in the order in which things were done', () => {
    const items = after(added(create('a')), added(remove('b', 'x')), sending('a'), putBack('a', no))
    expect(nextOf(items)?.key).toBe('a')
    expect(nextOf(answered('a', made, [])(items))?.key).toBe('b')
    expect(nextOf([])).toBeNull()
  })

  it('[OUTBOX-1] waits for a climb\u2019s name at the server before it sends what is about it', () => {
    const items = after(
      added(create('a')),
      sending('a'),
      putBack('a', no),
      added(update('b', localId('a'), { name: 'new' })),
      added(remove('c', 'x')),
    )
    expect(keys(items)).toEqual(['a waiting', 'b waiting', 'c waiting'])
    const isRefused = refused('a', no)(items)
    expect(nextOf(isRefused)?.key).toBe('c')
    const isMade = answered('a', made, [])(items)
    expect(nextOf(isMade)).toMatchObject({ key: 'b', write: { input: { id: 'made', name: 'new' } } })
    expect(added(remove('d', localId('a')))(isMade).at(-1)?.write.input).toEqual({ id: 'made' })
  })

  it('[OUTBOX-2] changes what nobody has yet instead of sending twice', () => {
    const items = after(added(create('a')), added(update('b', localId('a'), { name: 'new', is_private: true })))
    expect(items).toHaveLength(1)
    expect(items[0]?.write.input).toEqual({ face_id: 'f', name: 'new', holds_list: 'S1 T2', is_private: true })
    const twice = after(added(update('a', 'x', { name: 'one', feet_rule: 'any' })), added(update('b', 'x', { name: 'two' })))
    expect(twice.map(({ write }) => write.input)).toEqual([{ id: 'x', name: 'two', feet_rule: 'any' }])
    expect(keys(after(added(update('a', 'x', {})), sending('a'), added(update('b', 'x', {}))))).toEqual(['a sending', 'b waiting'])
  })

  it('[OUTBOX-2] deletes what was never sent without a word, and what may be there by asking', () => {
    expect(after(added(create('a')), added(remove('b', localId('a'))))).toEqual([])
    expect(after(added(create('a')), refused('a', no), added(remove('b', localId('a'))))).toEqual([])
    expect(keys(after(added(create('a')), sending('a'), putBack('a', no), added(remove('b', localId('a')))))).toEqual([
      'a waiting',
      'b waiting',
    ])
    expect(keys(after(added(update('a', 'x', {})), added(remove('b', 'x'))))).toEqual(['a waiting', 'b waiting'])
    expect(keys(after(added(update('a', 'x', {})), refused('a', no), added(remove('b', 'x'))))).toEqual(['b waiting'])
  })

  it('[OUTBOX-2] forgets a deletion that was taken back before anybody had it, and sends both where somebody may have', () => {
    expect(keys(after(added(update('a', 'x', {})), added(remove('b', 'x')), added(restore('c', 'x'))))).toEqual(['a waiting'])
    expect(keys(after(added(remove('a', 'x')), sending('a'), putBack('a', no), added(restore('b', 'x'))))).toEqual([
      'a waiting',
      'b waiting',
    ])
    expect(
      keys(after(added(remove('a', 'x')), sending('a'), answered('a', null, []), added(restore('b', 'x')), added(remove('c', 'x')))),
    ).toEqual(['a sent', 'b waiting', 'c waiting'])
    expect(keys(after(added(remove('a', 'x')), sending('a'), added(restore('b', 'x')), added(update('c', 'x', {}))))).toEqual([
      'a sending',
      'b waiting',
      'c waiting',
    ])
  })

  it('[OUTBOX-2] says a word again once, however often it was said again before the server heard it', () => {
    const renew = (key: string, id: number) => item(key, { command: 'annotations.renew', input: { id, part: 'condition' } })
    expect(keys(after(added(renew('a', 105)), added(renew('b', 105)), added(renew('c', 106))))).toEqual(['a waiting', 'c waiting'])
    expect(keys(after(added(renew('a', 105)), sending('a'), added(renew('b', 105))))).toEqual(['a sending', 'b waiting'])
    expect(keys(after(added(renew('a', 105)), refused('a', no), added(renew('b', 105))))).toEqual(['b waiting'])
  })

  it('[OUTBOX-2] sends nothing of work asked for and taken away, or done and not done after all, before anybody had it', () => {
    expect(after(added(ask('a')), added(task('b', 'delete', localId('a'))))).toEqual([])
    expect(after(added(ask('a')), added(task('b', 'reopen', localId('a'))), added(task('c', 'delete', localId('a'))))).toEqual([])
    expect(after(added(task('a', 'finish', 'x')), added(task('b', 'reopen', 'x')))).toEqual([])
    expect(keys(after(added(task('a', 'finish', 'x')), added(task('b', 'finish', 'x'))))).toEqual(['a waiting'])
    expect(keys(after(added(ask('a')), added(task('b', 'finish', localId('a'))), added(task('c', 'reopen', localId('a')))))).toEqual([
      'a waiting',
    ])
    expect(keys(after(added(task('a', 'finish', 'x')), added(task('b', 'delete', 'x'))))).toEqual(['b waiting'])
  })

  it('[OUTBOX-2] sends what undoes work that the server may have, in its order, and asks anew what was refused', () => {
    const tried = after(added(task('a', 'finish', 'x')), sending('a'), putBack('a', no))
    const undone = added(task('c', 'delete', 'x'))(added(task('b', 'reopen', 'x'))(tried))
    expect(keys(undone)).toEqual(['a waiting', 'b waiting', 'c waiting'])
    expect(keys(added(task('b', 'finish', 'x'))(refused('a', no)(tried)))).toEqual(['b waiting'])
  })

  it('[OUTBOX-1] waits for a task\u2019s name at the server before it sends that it is done', () => {
    const items = after(added(ask('a')), added(task('b', 'finish', localId('a'))), sending('a'))
    expect(nextOf(items)).toBeNull()
    expect(nextOf(answered('a', made, [])(items))).toMatchObject({ key: 'b', write: { input: { id: 'made' } } })
    expect(discarded('a')(refused('a', no)(items))).toEqual([])
  })

  it('[OUTBOX-3] asks anew what was refused, and what hung on it goes along', () => {
    const items = after(
      added(create('a')),
      sending('a'),
      added(update('b', localId('a'), { name: 'n' })),
      refused('a', no),
      retried('a', 'a2'),
    )
    expect(items[0]).toMatchObject({ key: 'a2', state: 'waiting', tries: 0, why: null })
    expect(items[1] && targetIdOf(items[1])).toBe(localId('a2'))
    expect(retried('b', 'b2')(items)).toBe(items)
  })

  it('[OUTBOX-3] gives up what its user gives up, but not what is on its way', () => {
    const items = after(added(create('a')), sending('a'), added(update('b', localId('a'), { name: 'n' })), added(remove('c', 'x')))
    expect(discarded('a')(items)).toBe(items)
    expect(keys(discarded('a')(refused('a', no)(items)))).toEqual(['c waiting'])
    expect(keys(discarded('b')(items))).toEqual(['a sending', 'c waiting'])
    expect(discarded('nobody')(items)).toBe(items)
  })

  it('[OUTBOX-1] sends again, under the same key, what was on its way when the page was closed', () => {
    expect(after(added(create('a')), sending('a'), left)).toMatchObject([{ key: 'a', state: 'waiting', tries: 1 }])
    const quiet = after(added(create('a')))
    expect(left(quiet)).toBe(quiet)
  })

  it('[SET-3] lets a change follow one’s own that came before it, whatever moment the server gave that', () => {
    const change = (key: string) => item(key, { command: 'climbs.update', input: { id: 'x', name: key }, ifMatch: 'before' })
    const items = after(added(change('a')), sending('a'), added(change('b')), added(update('c', 'y', {})))
    const answeredItems = answered('a', { ...made, id: 'x', updated_at: AFTER }, [])(items)
    expect(answeredItems.map(({ write }) => ('ifMatch' in write ? write.ifMatch : undefined))).toEqual(['before', AFTER, undefined])
    expect(after(added(change('a')), added(change('b')))).toMatchObject([{ write: { input: { name: 'b' }, ifMatch: 'before' } }])
  })

  it('[OUTBOX-5] keeps what was sent until its row has come round', () => {
    const items = after(added(create('a')), sending('a'), answered('a', made, [[faceFeed('f'), 'e.5'], [userFeed('u'), 'e.2']]))
    expect(items).toMatchObject([{ state: 'sent', answer: made, why: null }])
    expect(settled(feed => feed === userFeed('u'))(items)).toBe(items)
    expect(settled(() => true)(items)).toEqual([])
  })
})
