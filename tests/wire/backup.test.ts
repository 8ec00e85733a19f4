import { join } from 'node:path'
import sharp from 'sharp'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { Climb } from '../../shared/model/climb'
import { faceFeed } from '../../shared/feedName'
import { run } from '../../server/cli/run'
import { PASSWORD, startApp, type Account, type TestApp } from '../support/app'
import { emptyFolder, environments } from '../support/environments'
import { feedValues } from '../support/feedRows'
import { createOpener, epochOf } from '../support/liveDocument'
import { uploadAvatar } from '../support/uploadAvatar'
import { importTestWall, PICTURE, smallPicture, smallWall } from '../support/wall'

const DIALECTS = ['sqlite', 'postgres'] as const
const NOTE = 'Attention, la vis est neuve.'
type Environment = Record<string, string>

async function mastoc(environment: Environment, ...words: string[]): Promise<string> {
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const code = await run(words, { environment, out: say, err: say, terminal: null })
  if (code !== 0) throw new Error(said.join('\n'))
  return said.join('\n')
}

async function boot({ DATA_DIR = '', DATABASE_URL }: Environment): Promise<TestApp> {
  const app = await startApp({ dataDir: DATA_DIR, ...(DATABASE_URL ? { databaseUrl: DATABASE_URL } : {}) })
  onTestFinished(app.close)
  return app
}

interface Gym { app: TestApp; faceId: string; setter: Account; sheetEpoch: string }
/** A server with a wall and its photo, somebody with a portrait and a vote, and a note on the shared sheet. */
async function furnished(environment: Environment): Promise<Gym> {
  const app = await boot(environment)
  const { faceId } = await importTestWall(app.services, { ...smallWall, picture_file: { bytes: await smallPicture(), mime: 'image/png' } })
  const setter = await app.register('ouvreuse')
  await uploadAvatar(
    app,
    setter.token,
    await sharp({ create: { width: 300, height: 300, channels: 3, background: '#7a3' } })
      .jpeg()
      .toBuffer(),
  )
  await app.call('PUT', '/api/holds/105/annotations', { token: setter.token, body: { grip_type: 'bac', notes: 'à moi' } })
  const { open, closeAll } = createOpener(() => app)
  const sheet = await open(`sheet/${faceId}`, { token: setter.token })
  await expect.poll(sheet.synced).toBe(true)
  sheet.doc.getText('note:105').insert(0, NOTE)
  await expect.poll(sheet.isSaved).toBe(true)
  closeAll()
  return { app, faceId, setter, sheetEpoch: await epochOf(app, `sheet/${faceId}`) }
}

/** Climbs and votes, as fast as they are answered, until stopped. @returns the names asked for and those answered */
function load({ app, faceId, setter }: Gym) {
  const [asked, answered] = [[] as string[], [] as string[]]
  let goesOn = true
  const writer = async (w: number) => {
    for (let n = 0; goesOn; n++) {
      const name = `Charge ${w}-${n}`
      asked.push(name)
      const { status } = await app.call('POST', '/api/climbs', {
        token: setter.token,
        body: { face_id: faceId, name, holds_list: 'S101 O105 T109' },
      })
      if (status === 201) answered.push(name)
      await app.call('PUT', `/api/holds/${101 + (n % 9)}/annotations`, { token: setter.token, body: { notes: name } })
    }
  }
  const writers = [0, 1, 2, 3].map(writer)
  return { asked, answered, stop: async () => {
    goesOn = false
    await Promise.all(writers)
  } }
}

const bytesAt = async (app: TestApp, path: string) => Buffer.from(await (await fetch(app.url + path)).arrayBuffer()).toString('base64')
const logIn = (app: TestApp, username: string) => app.call('POST', '/api/auth/login', { body: { username, password: PASSWORD } })

describe.each(DIALECTS)('a drill: backed up under load on %s', (from) => {
  test.each(DIALECTS)('[BACKUP-1] [BACKUP-2] [BACKUP-3] and restored onto an empty host with %s', async (to) => {
    const source = await environments[from]()
    const gym = await furnished(source)
    const { app, faceId, setter } = gym
    const feed = faceFeed(faceId)
    const { body: before } = await app.call('GET', `/api/feeds/${feed}/changes`)
    const work = load(gym)
    await expect.poll(() => work.answered.length).toBeGreaterThan(8)
    const [surely, file] = [[...work.answered], join(await emptyFolder(), 'gym.mastoc')]
    expect(await mastoc(source, 'backup', file)).toContain('Backed up')
    const atMost = new Set(work.asked)
    await expect.poll(() => work.answered.length).toBeGreaterThan(surely.length)
    await work.stop()
    const [photo, avatar] = [await bytesAt(app, `/static/${PICTURE.name}`), await bytesAt(app, `/api/users/${setter.id}/avatar`)]

    const target = await environments[to]()
    expect(await mastoc(target, 'restore', file)).toContain('Restored')
    const restored = await boot(target)

    // All that was acknowledged before is there, nothing from after, and rows and feeds are of one moment.
    const climbs = (await restored.call('GET', '/api/climbs?page_size=500')).body as { results: Climb[]; count: number }
    const names = climbs.results.map(({ name }) => name).filter(name => name.startsWith('Charge'))
    expect(names).toEqual(expect.arrayContaining(surely))
    expect(names.filter(name => !atMost.has(name))).toEqual([])
    const inFeed = await feedValues(restored, feed, 'climb')
    expect(Object.keys(inFeed).sort()).toEqual(climbs.results.map(({ id }) => id).sort())
    expect(new Set(climbs.results.map(({ holds_list }) => holds_list)).has('')).toBe(false)
    expect((await restored.call('GET', '/api/sync/stats')).body).toMatchObject({ faces: 1, holds: 12, climbs: climbs.count })
    expect(avatar.length).toBeGreaterThan(100)
    expect([await bytesAt(restored, `/static/${PICTURE.name}`), await bytesAt(restored, `/api/users/${setter.id}/avatar`)]).toEqual([
      photo,
      avatar,
    ])

    // Sessions are over, accounts are not; a copy of the feed is void, and so is one of a document.
    expect((await restored.call('GET', '/api/users/me', { token: setter.token })).status).toBe(401)
    expect((await restored.call('POST', '/api/auth/refresh', { body: { refresh_token: setter.refreshToken } })).status).toBe(401)
    const { status, body: session } = await logIn(restored, setter.username)
    expect(status).toBe(200)
    const { access_token: token } = session as { access_token: string }
    expect((await restored.call('GET', '/api/holds/105/annotations', { token })).body).toMatchObject({
      user_annotation: { grip_type: 'bac' },
    })
    const { cursor } = before as { cursor: string }
    expect((await restored.call('GET', `/api/feeds/${feed}/changes?since=${cursor}`)).status).toBe(410)
    expect(await (await restored.socket()).emitWithAck('feed:open', { feed, since: cursor })).toMatchObject({ ok: true, mode: 'snapshot' })

    const { open, closeAll } = createOpener(() => restored)
    onTestFinished(closeAll)
    const old = await open(`sheet/${faceId}`, { token, epoch: gym.sheetEpoch })
    await expect.poll(() => old.closes[0]?.code).toBe(4409)
    const sheet = await open(`sheet/${faceId}`, { token })
    await expect.poll(() => sheet.doc.getText('note:105').toString()).toBe(NOTE)
    sheet.doc.getText('note:105').insert(NOTE.length, ' Vraiment.')
    await expect.poll(sheet.isSaved).toBe(true)
  }, 90_000)
})
