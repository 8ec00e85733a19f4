import { reconnectStorm } from './reconnectStorm'
import { kb, type Figure } from './table'

const mb = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MB`
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`

/** Many who look on, and the same after a restart. */
export async function idleConnections(count: number): Promise<Figure[]> {
  const { mastoc, bare } = await reconnectStorm(count)
  const many = count.toLocaleString('en')
  return [
    { what: `memory per idle connection, 1,000 to ${many}`, measured: kb(mastoc.perConnection), reference: `${kb(bare.perConnection)} bare Socket.IO`, ratio: (mastoc.perConnection / bare.perConnection).toFixed(2), aim: '<= 35 KB' },
    { what: 'whole server with 1,000 connections', measured: mb(mastoc.whole), reference: `${mb(bare.whole)} bare Socket.IO`, ratio: '', aim: '<= 200 MB' },
    { what: `${many} clients back after a restart, all caught up`, measured: `${seconds(mastoc.back)}, ${mastoc.lost} lost`, reference: `${seconds(bare.back)} bare Socket.IO, nothing to catch up`, ratio: (mastoc.back / bare.back).toFixed(2), aim: '<= 10 s, none lost' },
  ]
}
