import { request } from 'node:http'
import { guest } from '../shared/access/actor'
import { importWall } from '../server/usecases/imports/importWall'
import { startServer } from './startServer'
import { kb, type Figure } from './table'
import { benchWall } from './wall'

/** Bytes on the wire, as a browser asks. */
const transferred = (url: string): Promise<number> => new Promise((resolve, reject) => {
  request(url, { headers: { 'accept-encoding': 'gzip, br' } }, (response) => {
    let bytes = 0
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length
    })
    response.on('end', () => resolve(bytes))
  }).on('error', reject).end()
})

/** Everything that a newcomer's list and wall need, without the photo. */
export async function firstLoad(): Promise<Figure[]> {
  const { app, url, stop } = await startServer()
  await app.services.transactions(guest, context => importWall(context, benchWall(1017), { keepDemo: true }))
  const [face] = await app.services.stores.walls.faces({})
  const bytes = await transferred(`${url}/api/feeds/face:${face?.id}/changes`) + await transferred(`${url}/api/feeds/global/changes`)
  await stop()
  return [{ what: 'first load of 776 holds and 1,017 climbs', measured: kb(bytes), reference: '-', ratio: '-', aim: '<= 300 KB' }]
}
