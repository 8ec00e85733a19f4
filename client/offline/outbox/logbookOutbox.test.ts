import { describe, expect, it } from 'vitest'
import type { Ascent } from '../../../shared/model/ascent'
import type { Climb } from '../../../shared/model/climb'
import { instant } from '../../../shared/model/instant'
import { isMark, localId, type OutboxItem, type Write } from './item'
import { applyLogbookOverlay } from './logbookOverlay'
import { added, answered, discarded, nextOf, putBack, refused, sending, type Change } from './rules'

const item = (key: string, write: Write, more: Partial<OutboxItem> = {}): OutboxItem =>
  ({ key, write, name: key, at: 0, state: 'waiting', tries: 0, why: null, answer: null, cursors: [], ...more })
const mark = (key: string, what: 'like' | 'unlike' | 'addProject' | 'removeProject', id = 'c') => item(key, { command: `climbs.${what}`, input: { id } })
const log = (key: string, id = 'c') => item(key, { command: 'ascents.create', input: { id, ascent_id: `send ${key}`, is_flash: false } })
const change = (key: string, id: string, facts: object) => item(key, { command: 'ascents.update', input: { id, ...facts } })
const remove = (key: string, id: string) => item(key, { command: 'ascents.delete', input: { id } })
const after = (...changes: Change[]) => changes.reduce<readonly OutboxItem[]>((items, one) => one(items), [])
const keys = (items: readonly OutboxItem[]) => items.map(({ key, state }) => `${key} ${state}`)
const no = { code: 'invalid', detail: 'non' }
const SENT = instant('2026-01-02T00:00:00.000000Z')
const ascent = (id: string, more: Partial<Ascent> = {}): Ascent => ({
  id, climb_id: 'c', sent_at: SENT, attempts: null, is_flash: false, grade_font: null, notes: null, is_hidden: false, created_at: SENT, updated_at: SENT, ...more,
})
const NOTHING = { likes: new Set<string>(), projects: new Set<string>(), ascents: new Map<string, Ascent>() }

describe('[LOGBOOK-1] likes, projects and sends in the outbox', () => {
  it('undo each other while nobody has them, a like and a project apart', () => {
    expect(after(added(mark('a', 'like')), added(mark('b', 'unlike')))).toEqual([])
    expect(keys(after(added(mark('a', 'like')), added(mark('b', 'like')), added(mark('c', 'addProject'))))).toEqual(['a waiting', 'c waiting'])
    expect(keys(after(added(mark('a', 'like')), sending('a'), putBack('a', no), added(mark('b', 'unlike'))))).toEqual(['a waiting', 'b waiting'])
    expect(keys(after(added(mark('a', 'like')), added(mark('b', 'unlike', 'other'))))).toEqual(['a waiting', 'b waiting'])
  })

  it('change and forget a send that nobody has, and queue what is about one that somebody may have', () => {
    const changed = after(added(log('a')), added(change('b', 'send a', { is_flash: true, notes: 'fin' })))
    expect(changed.map(({ write }) => write.input)).toEqual([{ id: 'c', ascent_id: 'send a', is_flash: true, notes: 'fin' }])
    expect(added(remove('c', 'send a'))(changed)).toEqual([])
    expect(after(added(log('a')), refused('a', no), added(remove('b', 'send a')))).toEqual([])
    const tried = after(added(log('a')), sending('a'), putBack('a', no), added(change('b', 'send a', { notes: '1' })), added(change('c', 'send a', { attempts: 3 })))
    expect(keys(tried)).toEqual(['a waiting', 'b waiting'])
    expect(keys(added(remove('d', 'send a'))(tried))).toEqual(['a waiting', 'd waiting'])
    expect(keys(after(added(log('a')), added(log('b'))))).toEqual(['a waiting', 'b waiting'])
  })

  it('wait for the name of a climb that is not at the server yet, and go with it', () => {
    const create = item('climb', { command: 'climbs.create', input: { face_id: 'f', name: 'Nou', holds_list: 'S1 T2' } })
    const items = after(added(create), sending('climb'), added(log('a', localId('climb'))), added(mark('b', 'like', localId('climb'))))
    expect(nextOf(items)).toBeNull()
    const named = answered('climb', { id: 'made' } as Climb, [])(items)
    expect(named.slice(1).map(({ write }) => write.input)).toMatchObject([{ id: 'made', ascent_id: 'send a' }, { id: 'made' }])
    expect(discarded('climb')(refused('climb', no)(items))).toEqual([])
    const deletion = item('gone', { command: 'climbs.delete', input: { id: localId('climb') } })
    expect(after(added(create), added(log('a', localId('climb'))), added(deletion))).toEqual([])
  })

  it('keep a later change of the climb on top of an earlier one', () => {
    const update = (key: string) => item(key, { command: 'climbs.update', input: { id: 'c', name: key }, ifMatch: 'old' })
    const items = after(added(update('a')), sending('a'), added(mark('b', 'like')), added(update('c')))
    const told = answered('a', { id: 'c', updated_at: 'new' } as unknown as Climb, [])(items)
    expect(told.find(({ key }) => key === 'c')?.write).toMatchObject({ ifMatch: 'new' })
  })
})

describe('[OUTBOX-4] my logbook with what waits', () => {
  it('shows what was done, and nothing of what was refused', () => {
    const items = after(added(mark('a', 'like')), added(mark('b', 'removeProject')), added(log('d')), added(change('e', 'known', { is_flash: true })))
    const known = { ...NOTHING, projects: new Set(['c']), ascents: new Map([['known', ascent('known', { attempts: 4 })]]) }
    const now = applyLogbookOverlay(items, known)
    expect([[...now.likes], [...now.projects], [...now.ascents.keys()]]).toEqual([['c'], [], ['known', 'send d']])
    expect(now.ascents.get('known')).toMatchObject({ is_flash: true, attempts: 1 })
    expect([...now.states]).toEqual([['send d', 'waiting'], ['known', 'waiting']])
    const none = applyLogbookOverlay(items.map(one => ({ ...one, state: 'refused' })), known)
    expect([[...none.likes], [...none.projects], none.ascents.get('known'), none.ascents.has('send d')]).toEqual([[], ['c'], known.ascents.get('known'), false])
  })

  it('shows the send as the server wrote it until its row has come', () => {
    const written = ascent('send a', { notes: 'as written' })
    const items = after(added(log('a')), sending('a'), answered('a', written, []))
    expect(applyLogbookOverlay(items, NOTHING).ascents.get('send a')).toEqual(written)
    const gone = [...items, item('b', { command: 'ascents.delete', input: { id: 'send a' } })]
    expect(applyLogbookOverlay(gone, NOTHING).ascents.size).toBe(0)
    expect(items.filter(({ write }) => isMark(write))).toEqual([])
  })
})
