import { WebSocket } from 'ws'
import { ADDRESSES } from '../hostile/ask'
import { socketFrames } from './socketFrames'

/** Fewer than a socket may send at once. */
const EACH = 50
const PROBE = 9999
const PATIENCE_MS = 20_000

/** One socket that sends these frames, then asks something sensible. @returns what it heard until that was answered or it was cut off */
async function say(url: string, token: string | null, frames: readonly string[]): Promise<string[]> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`, {
    localAddress: ADDRESSES.attacker,
    perMessageDeflate: false,
  })
  const heard: string[] = []
  await new Promise<void>((resolve, reject) => {
    const patience = setTimeout(() => reject(new Error(`neither answered nor cut off: ${heard.at(-1) ?? 'nothing heard'}`)), PATIENCE_MS)
    const end = () => {
      clearTimeout(patience)
      resolve()
    }
    ws.on('error', end).on('close', end)
    ws.on('message', (data: Buffer) => {
      const text = data.toString()
      heard.push(text)
      if (text.startsWith('0{')) ws.send(`40${JSON.stringify(token === null ? {} : { token })}`)
      if (text.startsWith('40')) for (const frame of [...frames, `42${PROBE}["feed:open",{"feed":"global"}]`]) ws.send(frame)
      if (text.startsWith(`43${PROBE}`)) end()
    })
  })
  ws.terminate()
  return heard
}

/** Sends spoilt frames over one socket after another. @returns acknowledgements that are none, or tell of a defect */
export async function unsoundAcknowledgements(
  url: string,
  tokens: readonly (string | null)[],
  count: number,
  seed: number,
): Promise<string[]> {
  const frames = socketFrames(count, seed)
  const unsound: string[] = []
  for (let at = 0; at < frames.length; at += EACH) {
    for (const text of await say(url, tokens[(at / EACH) % tokens.length] ?? null, frames.slice(at, at + EACH))) {
      const answer = /^43\d+(\[.*\])$/s.exec(text)?.[1]
      if (answer === undefined) continue
      const [acknowledged] = JSON.parse(answer) as { ok?: unknown; error?: { code: string } }[]
      if (typeof acknowledged?.ok !== 'boolean' || acknowledged.error?.code === 'internal') unsound.push(text)
    }
  }
  return unsound
}
