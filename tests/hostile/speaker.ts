import { tally, type Answers } from './answers'
import { openDocument, type Epoched, type RawDocument } from './document'
import { pace } from './pace'

/** A speaker who was cut off waits so long before coming back, in milliseconds. */
const AGAIN_MS = 200

interface Speech {
  document: Epoched
  token?: string
  /** So many at once at the beginning of each connection. */
  burst?: number
  perSecond: number
  seconds: number
  /** Begins anew with each connection. @returns what makes the next message */
  messages: () => (nth: number) => Uint8Array
}

/** Sends one message after another to a document, and comes back whenever it is cut off. */
export async function speak(url: string, { document, token, burst = 0, perSecond, seconds, messages }: Speech): Promise<Answers> {
  const { answers, note } = tally()
  let isOver = false
  let saved = 0
  let connection: RawDocument
  let next: ReturnType<Speech['messages']>
  const connect = () => {
    next = messages()
    connection = openDocument(url, document, token === undefined ? {} : { token })
    const { closed, heard } = connection
    void closed.then((why) => {
      saved += heard(4)
      if (isOver) return
      note(why)
      setTimeout(() => { if (!isOver) void connect() }, AGAIN_MS)
    })
    return connection.opened.then(() => {
      for (let nth = 0; nth < burst; nth++) connection.ws.send(next(nth))
    }, () => {})
  }
  await connect()
  await pace(perSecond, seconds, (nth) => {
    const { ws } = connection
    // It does not wait for answers, but what cannot leave is not made up.
    if (ws.readyState === ws.OPEN && ws.bufferedAmount < 8 * 1024 * 1024) ws.send(next(burst + nth))
  })
  isOver = true
  connection!.ws.terminate()
  await connection!.closed
  for (; saved > 0; saved--) note('saved')
  return answers
}
