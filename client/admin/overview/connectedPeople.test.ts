import { expect, test } from 'vitest'
import { instant } from '../../../shared/model/instant'
import type { ServerNode } from '../../../shared/model/serverNode'
import { connectedPeople } from './connectedPeople'

const node = (id: string, given: Partial<ServerNode>): ServerNode =>
  ({ id, version: '1', started_at: instant('2026-05-01T12:00:00.000000Z'), people: [], more: 0, guests: 0, programs: 0, walls: [], ...given })

test('[OVERVIEW-10] a person on two servers is one person, at the walls of both', () => {
  const lynx = { user_id: 'lynx', name: 'Lynx', connections: 1 }
  const one = node('a', { people: [{ ...lynx, face_ids: ['pan'] }], more: 3, guests: 2, walls: [{ face_id: 'pan', people: 1, guests: 2 }] })
  const other = node('b', {
    people: [{ ...lynx, face_ids: ['pan', 'dalle'] }, { user_id: 'ane', name: 'Âne', connections: 1, face_ids: [] }],
    guests: 1, programs: 1, walls: [{ face_id: 'pan', people: 1, guests: 1 }],
  })
  expect(connectedPeople([one, other])).toEqual({
    people: [
      { user_id: 'ane', name: 'Âne', face_ids: [], servers: ['b'] },
      { user_id: 'lynx', name: 'Lynx', face_ids: ['pan', 'dalle'], servers: ['a', 'b'] },
    ],
    count: 5, more: 3, guests: 3, programs: 1, walls: [{ face_id: 'pan', people: 2, guests: 3 }],
  })
  expect(connectedPeople([])).toMatchObject({ count: 0, people: [], guests: 0 })
})
