import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { bindMarks } from '../../client/board/bindMarks'
import { refusedVotes, setVote } from '../../client/annotations/votes'
import { limits } from '../../shared/limits'
import { faceFeed, userFeed, type FeedName } from '../../shared/feedName'
import { startApp, type Account, type TestApp } from '../support/app'
import { clientWire, type ClientWire } from '../support/clientWire'
import { startProxy } from '../support/proxy'
import { HOLD_IDS, importTestWall } from '../support/wall'

let app: TestApp
let faceId: string
const ends: (() => void)[] = []

beforeAll(async () => {
  app = await startApp()
  faceId = (await importTestWall(app.services)).faceId
})
afterAll(async () => {
  for (const end of ends) end()
  await app.close()
  vi.unstubAllGlobals()
})

/** The client's whole wire, as one browser has it. */
function browser(account?: Account, url = app.url): ClientWire {
  const wire = clientWire({ url, ...account && { token: account.token } })
  ends.push(wire.end)
  return wire
}
async function follow(it: ClientWire, feed: FeedName): Promise<void> {
  it.feeds.follow(feed)
  it.socket.connect()
  await expect.poll(() => it.status(feed)?.phase).toBe('live')
}
const namesIn = (it: ClientWire) => [...it.tables.rows(faceFeed(faceId), 'climb').values()].map(climb => climb.name).sort()
const climb = (name: string) => ({ face_id: faceId, name, holds_list: 'S101 O105 T109' })

describe('the client at a real server', () => {
  it('shows a guest the wall, and at once what somebody sets', async () => {
    const [guest, setter] = [browser(), browser(await app.register('setter'))]
    await follow(guest, faceFeed(faceId))
    expect(guest.tables.rows(faceFeed(faceId), 'hold').size).toBe(HOLD_IDS.length)
    expect(namesIn(guest)).toHaveLength(5)
    await setter.call('climbs.create', climb('Tout de suite'))
    await expect.poll(() => namesIn(guest)).toContain('Tout de suite')
  })

  it('[SYNC-10] fetches after a break only what changed, with what is gone and what became private', async () => {
    const [guest, setter] = [browser(), browser(await app.register('breaker'))]
    const leaving = await setter.call('climbs.create', climb('Bientôt parti'))
    const hiding = await setter.call('climbs.create', climb('Bientôt caché'))
    await follow(guest, faceFeed(faceId))
    guest.socket.stop()
    await expect.poll(() => guest.status(faceFeed(faceId))?.phase).toBe('waiting')
    for (const count of [1, 2, 3]) await setter.call('climbs.create', climb(`Entretemps ${count}`))
    await setter.call('climbs.delete', { id: leaving.id })
    await setter.call('climbs.update', { id: hiding.id, is_private: true })
    guest.socket.connect()
    await expect.poll(() => guest.status(faceFeed(faceId))).toMatchObject({ phase: 'live', mode: 'delta', rows: 5 })
    const { results } = await guest.call('climbs.list', { face_id: faceId })
    expect(namesIn(guest)).toEqual(results.map(it => it.name).sort())
  })

  it('[SYNC-12] fetches a large wall over HTTP', async () => {
    const setter = browser(await app.register('prolific'))
    const description = 'x'.repeat(limits.descriptionMax)
    for (let count = 0; count < 35; count++) await setter.call('climbs.create', { ...climb(`Beaucoup ${count}`), description })
    const guest = browser()
    await follow(guest, faceFeed(faceId))
    expect(guest.status(faceFeed(faceId))?.bytes).toBeGreaterThan(limits.pushedBytes)
    expect(namesIn(guest).filter(name => name.startsWith('Beaucoup'))).toHaveLength(35)
    expect(guest.fetched).toEqual([`/api/feeds/face%3A${faceId}/changes`])
  })

  it('[SYNC-9] shows nothing of a feed that is somebody else’s', async () => {
    const guest = browser()
    guest.feeds.follow(userFeed('somebody'))
    guest.socket.connect()
    await expect.poll(() => guest.status(userFeed('somebody'))?.phase).toBe('refused')
  })

  it('[EDIT-1] saves a vote: my row and the consensus come round', async () => {
    const account = await app.register('voter')
    const [voter, guest] = [browser(account), browser()]
    await follow(voter, userFeed(account.id))
    await follow(guest, faceFeed(faceId))
    const document = voter.open(`votes/${faceId}/${account.id}`)
    setVote(document, 101, 'condition', 'sale')
    await expect.poll(() => document.saved.value).toBe('saved')
    await expect
      .poll(() => voter.tables.rows(userFeed(account.id), 'vote').get('101'))
      .toMatchObject({ condition: 'sale', face_id: faceId })
    await expect
      .poll(() => guest.tables.rows(faceFeed(faceId), 'consensus').get('101'))
      .toMatchObject({ condition: 'sale', condition_votes: 1 })
  })

  it('[EDIT-2] gives back only the vote that is refused', async () => {
    const account = await app.register('stubborn')
    const voter = browser(account)
    const document = voter.open(`votes/${faceId}/${account.id}`)
    setVote(document, 101, 'condition', 'ok')
    setVote(document, 999, 'condition', 'usee')
    setVote(document, 102, 'condition', 'sale')
    await expect.poll(() => refusedVotes(document)).toMatchObject([{ holdId: 999, part: 'condition', value: 'usee' }])
    await expect.poll(() => document.saved.value).toBe('refused')
    const { annotations } = await voter.call('annotations.batch', { hold_ids: [101, 102] })
    expect([annotations['101'], annotations['102']].map(it => it?.user_annotation?.condition)).toEqual(['ok', 'sale'])
  })

  it('brings what two write into one note to both, and deletes too', async () => {
    const [one, other] = [browser(await app.register('one')), browser(await app.register('other'))].map(it => it.open(`sheet/${faceId}`))
    if (!one || !other) throw new Error('both are open')
    await expect.poll(() => [one.state.value, other.state.value]).toEqual(['live', 'live'])
    one.doc.getText('note:101').insert(0, 'Bonne prise')
    await expect.poll(() => other.doc.getText('note:101').toString()).toBe('Bonne prise')
    other.doc.getText('note:101').delete(0, 6)
    await expect.poll(() => one.doc.getText('note:101').toString()).toBe('prise')
    await expect.poll(() => [one.saved.value, other.saved.value]).toEqual(['saved', 'saved'])
  })

  it('[EDIT-9] brings back a long day on the sheet with no network, more than the server takes in one message, while others go on', async () => {
    const proxy = await startProxy(app.url)
    ends.push(() => void proxy.close())
    const ann = await app.register('long-day')
    const [away, other] = [
      browser(ann, proxy.url).open(`sheet/${faceId}`),
      browser(await app.register('short-day')).open(`sheet/${faceId}`),
    ]
    await expect.poll(() => [away.state.value, other.state.value]).toEqual(['live', 'live'])
    away.doc.getText('note:102').insert(0, 'avant')
    await expect.poll(() => other.doc.getText('note:102').toString()).toBe('avant')
    await expect.poll(() => away.saved.value).toBe('saved')

    proxy.cut()
    await expect.poll(() => away.state.value).toBe('offline')
    const marks = bindMarks(away, () => {})
    ends.push(marks.close)
    for (let mark = 0; mark < 180; mark++) {
      marks.put({
        id: `zone-${mark}`,
        kind: 'zone',
        colour: '#d9480f',
        text: `zone ${mark}`,
        by: ann.id,
        points: Array.from({ length: 400 }, (_, at) => [mark + at / 7, at / 3]),
      })
      if (mark % 60 === 0) away.doc.getText('note:102').insert(0, `${mark} `)
    }
    expect(away.saved.value).toBe('waiting')
    other.doc.getText('note:102').insert(5, ' et pendant')
    await expect.poll(() => other.saved.value).toBe('saved')

    const arrived: number[] = []
    let largest = 0
    other.doc.on('update', (update: Uint8Array) => {
      arrived.push(other.doc.getMap('marks').size)
      largest = Math.max(largest, update.length)
    })
    proxy.mend()
    away.wake()
    await expect.poll(() => other.doc.getMap('marks').size).toBe(180)
    await expect.poll(() => away.saved.value).toBe('saved')
    // It came bit by bit: more than one message would hold, none of them near the limit.
    expect(Y.encodeStateAsUpdate(away.doc).length).toBeGreaterThan(limits.yjsStep2Bytes)
    expect(arrived.filter(size => size > 0 && size < 180).length).toBeGreaterThan(3)
    expect(largest).toBeLessThan(limits.yjsStep2Bytes / 2)
    await expect.poll(() => away.doc.getText('note:102').toString()).toBe('120 60 0 avant et pendant')
    expect(other.doc.getText('note:102').toString()).toBe('120 60 0 avant et pendant')
    expect(away.lost.value).toEqual([])
    const late = browser().open(`sheet/${faceId}`)
    await expect.poll(() => late.doc.getMap('marks').size).toBe(180)
  })

  it('lets a guest read the sheet', async () => {
    const document = browser().open(`sheet/${faceId}`)
    await expect.poll(() => document.state.value).toBe('live')
    expect(document.mode.value).toBe('ro')
  })

  it('is forbidden the votes of another', async () => {
    const document = browser(await app.register('curious')).open(`votes/${faceId}/somebody`)
    await expect.poll(() => document.state.value).toBe('forbidden')
  })
})
