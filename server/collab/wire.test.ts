import * as awareness from 'y-protocols/awareness'
import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { awarenessMessage, readAwareness, readMessage, savedMessage, step1Message, step2Message, updateMessage } from './wire'

test('what a client may send is read as it was written', () => {
  const bytes = Uint8Array.from([1, 2, 3])
  expect(readMessage(step1Message(bytes))).toEqual({ type: 'step1', vector: bytes })
  expect(readMessage(step2Message(bytes))).toEqual({ type: 'step2', update: bytes })
  expect(readMessage(updateMessage(bytes))).toEqual({ type: 'update', update: bytes })
  expect(readMessage(Uint8Array.from([3]))).toEqual({ type: 'queryAwareness' })
})

test('awareness is that of y-protocols', () => {
  const mine = new awareness.Awareness(new Y.Doc())
  mine.setLocalState({ cursor: 1 })
  const update = awareness.encodeAwarenessUpdate(mine, [mine.clientID])
  mine.destroy()
  const { clock } = mine.meta.get(mine.clientID) ?? { clock: 0 }
  const entry = { clientId: mine.clientID, clock, state: 'null' }
  const entriesIn = (bytes: Uint8Array, most: number) => {
    const message = readMessage(bytes)
    return message?.type === 'awareness' ? readAwareness(message.entries, most) : null
  }
  expect(entriesIn(Uint8Array.from([1, update.length, ...update]), 1)).toMatchObject([{ clientId: mine.clientID }])
  expect(entriesIn(awarenessMessage([entry]), 1)).toEqual([entry])
  expect(entriesIn(awarenessMessage([entry, entry, entry]), 2)).toEqual([entry, entry])
})

test('what only the server says, what is unknown and what is cut short is nothing', () => {
  for (const bytes of [
    savedMessage(Uint8Array.from([0])),
    Uint8Array.from([2, 0]),
    Uint8Array.from([0, 3, 0]),
    Uint8Array.from([0, 2, 9, 1]),
    Uint8Array.from([]),
  ]) {
    expect(readMessage(bytes)).toBe(null)
  }
})
