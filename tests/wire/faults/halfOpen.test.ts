import { expect, onTestFinished, test } from 'vitest'
import { io } from 'socket.io-client'
import { startApp } from '../../support/app'
import { present, watched } from '../../support/followed'
import { createOpener } from '../../support/liveDocument'
import { startProxy } from '../../support/proxy'
import { importTestWall } from '../../support/wall'

// In production a dead connection is found within 45 s: socketPingMs + socketPongMs, and yjsDeafMs and a little.
const timings = { socketPingMs: 400, socketPongMs: 600, yjsSilenceMs: 600, yjsDeafMs: 1500 }

test('[SAFE-6] whose network went without a word is not shown as present for ever, at the wall or in a document', async () => {
  const app = await startApp({ timings })
  onTestFinished(app.close)
  const { faceId } = await importTestWall(app.services)
  const [ann, ben] = [await app.register('lynx'), await app.register('blaireau')]
  const proxy = await startProxy(app.url)
  onTestFinished(proxy.close)
  const here = io(proxy.url, { transports: ['websocket'], forceNew: true, auth: { token: ann.token } })
  onTestFinished(() => void here.close())
  const there = await app.socket({ token: ben.token })
  const news = watched(there)
  here.emit('presence:set', { face: faceId })
  await there.emitWithAck('presence:set', { face: faceId })
  const { open, closeAll } = createOpener(() => app)
  onTestFinished(closeAll)
  const [mine, theirs] = [
    await open(`sheet/${faceId}`, { token: ann.token, url: proxy.url }),
    await open(`sheet/${faceId}`, { token: ben.token }),
  ]
  mine.provider.awareness.setLocalStateField('cursor', { root: 'note:101' })
  const others = () => [...theirs.provider.awareness.getStates().keys()].filter(id => id !== theirs.doc.clientID)
  await expect.poll(() => [present(news).names, others()]).toEqual([['blaireau', 'lynx'], [mine.doc.clientID]])
  proxy.hold()
  await expect.poll(() => [present(news).names, others()]).toEqual([['blaireau'], []])
  expect([there.connected, theirs.closes]).toEqual([true, []])
  proxy.mend()
  await expect.poll(() => others()).toEqual([mine.doc.clientID])
}, 60_000)
