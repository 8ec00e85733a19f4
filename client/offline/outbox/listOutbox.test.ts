import { describe, expect, it } from 'vitest'
import type { Climb } from '../../../shared/model/climb'
import type { ClimbList, KeptSearch } from '../../../shared/model/climbList'
import { instant, instantOf } from '../../../shared/model/instant'
import { localId, type ListWrite, type OutboxItem, type SearchWrite, type Write } from './item'
import { applyListOverlay, applySearchOverlay } from './listOverlay'
import { added, answered, discarded, nextOf, putBack, refused, sending, type Change } from './rules'

const item = (key: string, write: Write, more: Partial<OutboxItem> = {}): OutboxItem =>
  ({ key, write, name: key, at: 0, state: 'waiting', tries: 0, why: null, answer: null, cursors: [], ...more })
type Of<W extends Write, C extends W['command']> = Extract<W, { command: C }>['input']
const act = <C extends ListWrite['command']>(key: string, what: C, input: Of<ListWrite, C>) => item(key, { command: what, input } as ListWrite)
const kept = <C extends SearchWrite['command']>(key: string, what: C, input: Of<SearchWrite, C>) => item(key, { command: what, input } as SearchWrite)
const after = (...changes: Change[]) => changes.reduce<readonly OutboxItem[]>((items, one) => one(items), [])
const keys = (items: readonly OutboxItem[]) => items.map(({ key }) => key)
const no = { code: 'invalid', detail: 'non' }
const AT = instant('2026-01-02T00:00:00.000000Z')
const LATER = instant('2026-01-03T00:00:00.000000Z')
const list = (id: string, climb_ids: string[], more: Partial<ClimbList> = {}): ClimbList =>
  ({ id, owner_id: 'u', owner_name: 'U', name: id, description: null, is_shared: false, climb_ids, created_at: AT, updated_at: AT, ...more })
const search = (id: string): KeptSearch => ({ id, face_id: 'f', name: id, query: 'mine=sent', created_at: AT, seen_at: AT })
const create = act('new', 'lists.create', { id: 'l', name: 'Projets' })
const add = (key: string, climb_id = 'c', id = 'l') => act(key, 'lists.addClimb', { id, climb_id })
const take = (key: string, climb_id = 'c') => act(key, 'lists.removeClimb', { id: 'l', climb_id })
const tried = (key: string): Change => items => putBack(key, no)(sending(key)(items))

describe('[OUTBOX-2] lists and kept searches in the outbox', () => {
  it('take what is said of a list that nobody has into it, and forget it whole', () => {
    const items = after(added(create), added(act('name', 'lists.update', { id: 'l', name: 'Mardi', is_shared: true })), added(add('add')))
    expect(items.map(({ write }) => write.input)).toEqual([{ id: 'l', name: 'Mardi', is_shared: true }, { id: 'l', climb_id: 'c' }])
    expect(added(act('gone', 'lists.delete', { id: 'l' }))(items)).toEqual([])
    expect(discarded('new')(items)).toEqual([])
    const had = after(added(create), tried('new'), added(add('add')), added(act('gone', 'lists.delete', { id: 'l' })))
    expect(keys(had)).toEqual(['new', 'add', 'gone'])
    expect(keys(added(act('back', 'lists.create', { id: 'l', name: 'Projets' }))(had))).toEqual(['new', 'add'])
  })

  it('undo climbs put in and taken out while nobody has them, each place for itself', () => {
    expect(after(added(take('a')), added(add('b')))).toEqual([])
    expect(keys(after(added(add('a')), added(take('b', 'other')), added(add('c', 'c', 'second'))))).toEqual(['a', 'b', 'c'])
    expect(keys(after(added(add('a')), tried('a'), added(take('b'))))).toEqual(['a', 'b'])
  })

  it('keep the last order alone', () => {
    const order = (key: string, ...climb_ids: string[]) => act(key, 'lists.order', { id: 'l', climb_ids })
    expect(keys(after(added(order('a', 'x', 'y')), added(add('add')), added(order('b', 'y', 'x'))))).toEqual(['add', 'b'])
    expect(keys(after(added(order('a', 'x')), tried('a'), added(order('b', 'y'))))).toEqual(['a', 'b'])
  })

  it('wait for the name of a climb that is not at the server yet, and go on without one that never comes', () => {
    const climb = item('climb', { command: 'climbs.create', input: { face_id: 'f', name: 'Nou', holds_list: 'S1 T2' } })
    const local = localId('climb')
    const items = after(
      added(climb), sending('climb'), added(add('add', local)), added(act('order', 'lists.order', { id: 'l', climb_ids: ['x', local] })),
    )
    expect(nextOf(items)).toBeNull()
    expect(nextOf(refused('climb', no)(items))?.key).toBe('order')
    const named = answered('climb', { id: 'made' } as Climb, [])(items)
    expect(named.slice(1).map(({ write }) => write.input)).toEqual([{ id: 'l', climb_id: 'made' }, { id: 'l', climb_ids: ['x', 'made'] }])
    expect(added(add('late', local, 'second'))(named).at(-1)?.write.input).toEqual({ id: 'second', climb_id: 'made' })
    expect(keys(discarded('climb')(refused('climb', no)(items)))).toEqual(['order'])
  })

  it('join what is said of a search, and have a deleted one back', () => {
    const keep = kept('keep', 'searches.create', { id: 's', face_id: 'f', name: 'Dures', query: '' })
    const see = kept('see', 'searches.update', { id: 's', seen_at: LATER })
    expect(after(added(keep), added(see)).map(({ write }) => write.input)).toEqual([{ id: 's', face_id: 'f', name: 'Dures', query: '', seen_at: LATER }])
    expect(after(added(keep), added(kept('gone', 'searches.delete', { id: 's' })))).toEqual([])
    expect(keys(after(added(see), added(kept('gone', 'searches.delete', { id: 's' })), added(keep)))).toEqual(['see'])
  })
})

describe('[OUTBOX-4] my lists with what waits', () => {
  const me = { id: 'u', name: 'U' }
  const known = new Map([['l', list('l', ['x', 'y'])], ['gone', list('gone', [])]])

  it('show what was done, and nothing of what was refused', () => {
    const items = after(
      added(add('a')), added(take('b', 'x')), added(act('c', 'lists.order', { id: 'l', climb_ids: ['c', 'y', 'x'] })),
      added(act('d', 'lists.update', { id: 'l', name: 'Mardi' })), added(act('e', 'lists.delete', { id: 'gone' })),
      added(act('f', 'lists.create', { id: 'n', name: 'Neuve', climb_ids: ['y', 'y'] })),
    )
    const { rows, states } = applyListOverlay(items, known, me)
    expect([...rows.values()].map(({ name, climb_ids, owner_id }) => [name, climb_ids, owner_id])).toEqual([['Mardi', ['c', 'y'], 'u'], ['Neuve', ['y'], 'u']])
    expect([...states]).toEqual([['l', 'waiting'], ['gone', 'waiting'], ['n', 'waiting']])
    const none = applyListOverlay(items.map(one => ({ ...one, state: 'refused' })), known, me)
    expect([...none.rows]).toEqual([...known])
  })

  it('[LIST-4] keep what another device added meanwhile, after what the order names', () => {
    const items = after(added(act('a', 'lists.order', { id: 'l', climb_ids: ['y', 'x'] })))
    const merged = new Map([['l', list('l', ['x', 'y', 'theirs'])]])
    expect(applyListOverlay(items, merged, me).rows.get('l')?.climb_ids).toEqual(['y', 'x', 'theirs'])
  })

  it('[SEARCH-2] have seen searches forward only, and keep the moment in which one was kept', () => {
    const items = after(
      added(kept('a', 'searches.update', { id: 's', seen_at: LATER })), added(kept('c', 'searches.create', { id: 'n', face_id: 'f', name: 'N', query: 'q' })),
      added(kept('d', 'searches.update', { id: 'old', seen_at: instantOf(0), name: 'Vieille' })),
    )
    const { rows } = applySearchOverlay(items, new Map([['s', search('s')], ['old', search('old')]]))
    expect([...rows.values()].map(({ id, name, seen_at }) => [id, name, seen_at]))
      .toEqual([['s', 's', LATER], ['old', 'Vieille', AT], ['n', 'N', instantOf(0)]])
  })
})
