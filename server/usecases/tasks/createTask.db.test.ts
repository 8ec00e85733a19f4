import { describe, expect, test } from 'vitest'
import { faceLockId } from '../../../shared/model/lock'
import { DIALECTS, wallDatabase, type Dialect } from '../../../tests/support/databases'
import { asUser, writeAs } from '../../../tests/support/writeAs'
import { deleteTask, finishTask, reopenTask } from './changeTask'
import { createTask } from './createTask'

const HOLD = 101

async function working(dialect: Dialect) {
  const wall = await wallDatabase(dialect)
  const [asker, other] = [asUser(await wall.person('asker')), asUser(await wall.person('other'))]
  const admin = asUser(await wall.person('boss'), 'admin')
  const ask = (actor = asker, values: { note?: string; done?: boolean } = {}) =>
    writeAs(wall, { actor }, createTask, { id: HOLD, kind: 'brush', note: '', done: false, ...values })
  const lockFace = () => wall.write(({ stores, now }) =>
    stores.locks.put({ id: faceLockId(wall.faceId), face_id: wall.faceId, hold_id: null, reason: '', locked_at: now, until: null }))
  return { ...wall, asker, other, admin, ask, lockFace }
}

describe.each(DIALECTS)('work on a hold on %s', (dialect) => {
  test('[CARE-1] a second request of the kind joins the open task, and adds its note if there was none', async () => {
    const { ask, other } = await working(dialect)
    const first = await ask()
    expect(await ask(other, { note: 'chalk' })).toMatchObject({ id: first.id, note: 'chalk' })
    expect(await ask(other, { note: 'again' })).toMatchObject({ id: first.id, note: 'chalk' })
  })

  test('[CARE-2] work that was done without being asked for finishes the open task of its kind', async () => {
    const { ask, other } = await working(dialect)
    const first = await ask()
    const done = await ask(other, { done: true })
    expect(done.id).toBe(first.id)
    expect(done.done_at).not.toBeNull()
    expect((await ask()).id).not.toBe(first.id)
  })

  test('[CARE-2] a task is not taken back while another of its kind is open', async () => {
    const wall = await working(dialect)
    const done = await wall.ask(wall.asker, { done: true })
    await wall.ask()
    await expect(writeAs(wall, { actor: wall.asker }, reopenTask, { id: done.id })).rejects.toMatchObject({ code: 'taken' })
  })

  test('[CARE-2] the person who asked deletes a task; once it is done only an admin does', async () => {
    const wall = await working(dialect)
    const { id } = await wall.ask()
    const remove = (actor = wall.asker) => writeAs(wall, { actor }, deleteTask, { id })
    await expect(remove(wall.other)).rejects.toMatchObject({ code: 'forbidden' })
    await writeAs(wall, { actor: wall.other }, finishTask, { id })
    await expect(remove()).rejects.toMatchObject({ code: 'forbidden' })
    await remove(wall.admin)
    await expect(remove(wall.admin)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('[LOCK-2] on a locked face only an admin asks for work', async () => {
    const { ask, admin, lockFace } = await working(dialect)
    await lockFace()
    await expect(ask()).rejects.toMatchObject({ code: 'locked' })
    expect(await ask(admin)).toMatchObject({ hold_id: HOLD, done_at: null })
  })
})
