import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { connect } from '@nats-io/transport-node'
import { expect, onTestFinished, test } from 'vitest'
import { checkBus } from '../../../server/cli/doctor/checkBus'
import { natsAddressOf, type NatsAddress } from '../../../server/config/natsAddress'
import { subjectOf } from '../../../server/cluster/natsChannel'
import { noteRoot } from '../../../shared/documents'
import { createOn as create } from '../../faults/outage'
import { certificate } from '../../support/certificate'
import { startCluster } from '../../support/cluster'
import { emptyFolder } from '../../support/environments'
import { followed, namesOf, present, watched } from '../../support/followed'
import { createOpener } from '../../support/liveDocument'
import { startNats } from '../../support/nats'
import { startProxy } from '../../support/proxy'
import { HOLD_IDS } from '../../support/wall'

// No server polls here, so what arrives was called.
const timings = { feedSweepMs: 3_600_000, documentSweepMs: 3_600_000, rightsSweepMs: 3_600_000 }

function addressOf(url: string): NatsAddress {
  const address = natsAddressOf(url)
  if (typeof address === 'string') throw new Error(address)
  return address
}

/** Hears every message on the bus, as no server does. */
async function eavesdrop(url: string) {
  const connection = await connect({ servers: url.replace('nats://', '') })
  onTestFinished(() => connection.close())
  const heard: { subject: string; text: string }[] = []
  connection.subscribe('>', { callback: (_error, message) => void heard.push({ subject: message.subject, text: message.string() }) })
  await connection.flush()
  return { heard, say: (subject: string, text: string) => connection.publish(subject, text), flush: () => connection.flush() }
}

test('[NODE-5] [NODE-6] over NATS a server hears of the feeds, documents, people and walls that somebody there has open, and of no others', async () => {
  const { url } = await startNats()
  const { nodes: [one, other], face, faceId } = await startCluster({ timings, bus: url })
  const bus = await eavesdrop(url)
  const [ann, ben, chief] = [await one.register('lynx'), await other.register('blaireau'), await one.admin()]
  const theirs = await other.socket({ token: ben.token })
  const got = await followed(theirs, face)
  const [here, there] = [createOpener(() => one), createOpener(() => other)]
  const [mine, copy] = [
    await here.open(`sheet/${faceId}`, { token: ann.token }),
    await there.open(`sheet/${faceId}`, { token: ben.token }),
  ]
  await expect.poll(() => mine.synced() && copy.synced()).toBe(true)

  await bus.flush()
  const [at, heard] = [bus.heard.length, other.services.cluster.counts().heard]
  await create(one, ann, faceId, 'Appel')
  await expect.poll(() => namesOf(got)).toEqual(['Appel'])
  mine.doc.getText(noteRoot(HOLD_IDS[0])).insert(0, 'ici')
  await expect.poll(() => copy.doc.getText(noteRoot(HOLD_IDS[0])).toString()).toBe('ici')
  const secret = { face_id: faceId, name: 'Secret', holds_list: 'S101 O105 T109', is_private: true }
  await one.call('POST', '/api/climbs', { token: ann.token, body: secret })
  await one.call('POST', `/api/admin/users/${ann.id}/mute`, { token: chief.token, body: { reason: 'essai' } })
  const said = () => bus.heard.slice(at).map(({ subject }) => subject)
  for (const topic of [['users', ann.id], ['feeds', `user:${ann.id}`]] as const)
    await expect.poll(said).toContain(subjectOf('mastoc', topic))
  const meant = ([['feeds', face], ['documents', `sheet/${faceId}`]] as const).map(topic => subjectOf('mastoc', topic))
  await expect.poll(() => other.services.cluster.counts().heard - heard).toBe(said().filter(subject => meant.includes(subject)).length)

  const socket = await one.socket({ token: ann.token })
  await socket.emitWithAck('presence:set', { face: faceId })
  const told = watched(theirs)
  await theirs.emitWithAck('presence:set', { face: faceId })
  await expect.poll(() => present(told).names).toEqual(['blaireau', 'lynx'])
  const ended: string[] = []
  theirs.on('session:ended', ({ reason }) => void ended.push(reason))
  await one.call('POST', `/api/admin/users/${ben.id}/deactivate`, { token: chief.token, body: { reason: 'bruit' } })
  await expect.poll(() => [ended, theirs.connected]).toEqual([['deactivated'], false])
  here.closeAll()
  there.closeAll()
})

test('[NODE-5] messages that come twice, late, or mean nothing change nothing', async () => {
  const { url } = await startNats()
  const { nodes: [one, other], face, faceId } = await startCluster({ timings, bus: url })
  const bus = await eavesdrop(url)
  const ann = await one.register('lynx')
  const theirs = await other.socket()
  const [got, told] = [await followed(theirs, face), watched(theirs)]
  await theirs.emitWithAck('presence:set', { face: faceId })
  const socket = await one.socket({ token: ann.token })
  await socket.emitWithAck('presence:set', { face: faceId })
  for (const name of ['Premier', 'Deuxième']) await create(one, ann, faceId, name)
  await expect.poll(() => namesOf(got)).toEqual(['Premier', 'Deuxième'])
  const late = [...bus.heard]
  expect(late.map(({ subject }) => subject)).toContain(subjectOf('mastoc', ['feeds', face]))
  for (const { subject, text } of [...late, ...late]) bus.say(subject, text)
  for (const text of ['', 'nonsense', '{}', '[1]', JSON.stringify({ from: 'x', feeds: ['face:none', 7] })]) bus.say('mastoc.nodes', text)
  await bus.flush()
  await create(one, ann, faceId, 'Troisième')
  await expect.poll(() => namesOf(got)).toEqual(['Premier', 'Deuxième', 'Troisième'])
  await expect.poll(() => present(told).names).toEqual(['lynx'])
})

test('[NODE-2] while the bus is away servers go on and find by looking what was written; once it is back all are called again', async () => {
  const proxy = await startProxy((await startNats()).url)
  onTestFinished(proxy.close)
  const { nodes: [one, other], face, faceId } = await startCluster({ bus: proxy.url.replace('http', 'nats') })
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), face)
  proxy.cut()
  await expect.poll(() => [one, other].some(app => app.services.cluster.isAlive())).toBe(false)
  expect(await one.call('GET', '/ready')).toMatchObject({ status: 200, body: { ready: true, database: true, line: false } })
  expect((await one.call('GET', '/health')).body).toMatchObject({ status: 'ok' })
  expect((await create(one, ann, faceId, 'Sans bus')).status).toBe(201)
  await expect.poll(() => namesOf(got)).toEqual(['Sans bus'])
  proxy.mend()
  await expect.poll(() => [one, other].every(app => app.services.cluster.isAlive())).toBe(true)
  const { heard } = other.services.cluster.counts()
  await create(one, ann, faceId, 'De retour')
  await expect.poll(() => namesOf(got)).toEqual(['Sans bus', 'De retour'])
  await expect.poll(() => other.services.cluster.counts().heard).toBeGreaterThan(heard)
})

test('[DOCTOR-10] the login of BUS_URL and the certificate of the bus are looked at', async () => {
  const folder = await emptyFolder()
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')]
  const { cert, key } = certificate({ host: 'localhost', endsAt: Date.now() + 3_600_000 })
  await writeFile(certFile, cert)
  await writeFile(keyFile, key)
  const { url } = await startNats(['--user', 'mastoc', '--pass', 'b@s', '--tls', '--tlscert', certFile, '--tlskey', keyFile])
  const port = new URL(url).port
  const found = async (address: string) => (await checkBus({ bus: addressOf(address) })).map(({ isOk }) => isOk)
  expect(await found(`tls://mastoc:b%40s@localhost:${port}?ca=${certFile}`)).toEqual([true])
  expect(await found(`tls://mastoc:wrong@localhost:${port}?ca=${certFile}`)).toEqual([false])
  expect(await found(`tls://mastoc:b%40s@localhost:${port}`)).toEqual([false])
  expect(await found(`nats://mastoc:b%40s@localhost:${port}`)).toEqual([false])
  expect(await checkBus({ bus: null })).toEqual([])
})
