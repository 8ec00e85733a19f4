import { WebSocket } from 'ws'
import { ADDRESSES, ask } from './ask'

export interface Epoched {
  name: string
  epoch: string
}

export async function documentOf(url: string, name: string, token?: string): Promise<Epoched> {
  const { text } = await ask(`${url}/api/documents/${name}`, { from: ADDRESSES.honest, ...(token === undefined ? {} : { token }) })
  const { epoch } = JSON.parse(text) as { epoch: string }
  return { name, epoch }
}

export interface RawDocument {
  ws: WebSocket
  /** Rejects where it was not let in. */
  opened: Promise<void>
  /** Why it ended, as `<code> <reason>`. */
  closed: Promise<string>
  /** The number of messages of that kind that came: 0 sync, 1 awareness, 4 saved. */
  heard: (kind: number) => number
}

/** A document's WebSocket that sends what it is told to. */
export function openDocument(
  url: string,
  { name, epoch }: Epoched,
  { token, from = ADDRESSES.attacker }: { token?: string; from?: string } = {},
): RawDocument {
  const protocols = token === undefined ? ['mastoc'] : ['mastoc', `token.${token}`]
  const ws = new WebSocket(`${url.replace('http', 'ws')}/yjs/${name}?epoch=${epoch}`, protocols, {
    localAddress: from,
    perMessageDeflate: false,
  })
  const kinds = new Map<number, number>()
  ws.on('message', (data: Buffer) => kinds.set(data[0] ?? -1, (kinds.get(data[0] ?? -1) ?? 0) + 1))
  ws.on('error', () => {})
  const closed = new Promise<string>(resolve => ws.once('close', (code, reason) => resolve(`${code} ${reason.toString()}`.trim())))
  const opened = new Promise<void>((resolve, reject) => {
    ws.once('open', resolve)
    ws.once('error', reject)
  })
  opened.catch(() => {})
  return { ws, opened, closed, heard: kind => kinds.get(kind) ?? 0 }
}
