import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { noteRoot } from '../../shared/documents'
import type { Account, TestApp } from '../support/app'
import { startCluster } from '../support/cluster'
import { followed, namesOf } from '../support/followed'
import { createOpener } from '../support/liveDocument'
import { HOLD_IDS } from '../support/wall'

export const createOn = (app: TestApp, { token }: Account, face_id: string, name: string) =>
  app.call('POST', '/api/climbs', { token, body: { face_id, name, holds_list: 'S101 O105 T109' } })
const note = noteRoot(HOLD_IDS[0])

/** Two servers lose their PostgreSQL for at least so long, with people at both; then everything arrives, each once. */
export async function surviveOutage(awayMs: number): Promise<void> {
  const { nodes: [one, other], lines, face, faceId } = await startCluster()
  const ann = await one.register('lynx')
  const [mine, theirs] = [await one.socket(), await other.socket()]
  const [here, there] = [await followed(mine, face), await followed(theirs, face)]
  const { open, closeAll } = createOpener(() => one)
  const sheet = await open(`sheet/${faceId}`, { token: ann.token })
  const copy = await open(`sheet/${faceId}`, { token: ann.token, url: other.url })
  await expect.poll(() => sheet.synced() && copy.synced()).toBe(true)

  for (const line of lines) line.cut()
  const back = Date.now() + awayMs
  sheet.doc.getText(note).insert(0, 'écrit pendant la panne')
  do {
    expect((await createOn(one, ann, faceId, 'Trop tôt')).status).toBe(503)
    expect((await one.call('GET', '/ready')).status).toBe(503)
    expect([mine.connected, theirs.connected]).toEqual([true, true])
    if (awayMs > 0) await pause(1000)
  } while (Date.now() < back)

  for (const line of lines) line.mend()
  await expect.poll(async () => (await createOn(one, ann, faceId, 'De retour')).status, { timeout: 15_000 }).toBe(201)
  for (const got of [here, there]) await expect.poll(() => namesOf(got), { timeout: 15_000 }).toEqual(['De retour'])
  await expect.poll(() => copy.doc.getText(note).toString(), { timeout: 30_000 }).toBe('écrit pendant la panne')
  await expect.poll(() => sheet.isSaved()).toBe(true)
  await expect.poll(async () => (await one.call('GET', '/ready')).status, { timeout: 15_000 }).toBe(200)
  expect([mine.connected, theirs.connected, ...sheet.closes, ...copy.closes]).toEqual([true, true])
  closeAll()
}
