import { expect, test } from 'vitest'
import { guest, type Actor } from '../../shared/access/actor'
import { Attendance, NAMED_MAX } from './attendance'

const person = (id: string, name = id) => ({ kind: 'user', id, name, role: 'user' }) as Actor
const program: Actor = { kind: 'key', name: 'écran', scopes: ['read'] }

test('[OVERVIEW-1] a person with two devices is one person, at each wall that one of them looks at', () => {
  const attendance = new Attendance()
  attendance.arrive('s1', person('lynx'))
  attendance.arrive('s2', person('lynx'))
  attendance.look('s1', 'pan')
  attendance.look('s2', 'dalle')
  expect(attendance.summary()).toEqual({
    people: [{ user_id: 'lynx', name: 'lynx', connections: 2, face_ids: ['dalle', 'pan'] }], more: 0, guests: 0, programs: 0,
    walls: [{ face_id: 'pan', people: 1, guests: 0 }, { face_id: 'dalle', people: 1, guests: 0 }],
  })
  attendance.look('s2', 'pan')
  attendance.leave('s1')
  expect(attendance.summary()).toMatchObject({ people: [{ connections: 1, face_ids: ['pan'] }], walls: [{ face_id: 'pan', people: 1 }] })
  attendance.leave('s2')
  expect(attendance.summary()).toEqual({ people: [], more: 0, guests: 0, programs: 0, walls: [] })
})

test('[OVERVIEW-2] guests and programs are counted and never named', () => {
  const attendance = new Attendance()
  attendance.arrive('s1', guest)
  attendance.arrive('s2', program)
  attendance.look('s1', 'pan')
  attendance.look('s2', 'pan')
  expect(attendance.summary()).toEqual({ people: [], more: 0, guests: 1, programs: 1, walls: [{ face_id: 'pan', people: 0, guests: 1 }] })
  attendance.leave('s2')
  attendance.leave('s1')
  attendance.leave('s1')
  expect(attendance.summary()).toMatchObject({ guests: 0, programs: 0, walls: [] })
})

test('[OVERVIEW-3] only so many people are named, and the others are counted', () => {
  const attendance = new Attendance()
  for (let n = 0; n < NAMED_MAX + 4_700; n++) attendance.arrive(`s${n}`, person(`user-${n}`, 'Marie-Claire Montagne'))
  const summary = attendance.summary()
  expect(summary.people).toHaveLength(NAMED_MAX)
  expect(summary.more).toBe(4_700)
  expect(JSON.stringify(summary).length).toBeLessThan(64 * 1024)
})

test('[OVERVIEW-1] what changes nothing is not told, and a new name is', () => {
  const attendance = new Attendance()
  let told = 0
  attendance.onChange(() => { told++ })
  attendance.arrive('s1', person('lynx'))
  attendance.look('s1', 'pan')
  attendance.look('s1', 'pan')
  attendance.rename('s1', 'lynx')
  attendance.look('unknown', 'pan')
  expect(told).toBe(2)
  attendance.rename('s1', 'Lynx')
  expect(told).toBe(3)
  expect(attendance.summary().people).toMatchObject([{ name: 'Lynx' }])
})
