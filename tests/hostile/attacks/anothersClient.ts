import * as Y from 'yjs'
import { noteRoot } from '../../../shared/documents'
import { awarenessMessage, step1Message, updateMessage } from '../../../server/collab/wire'
import { openDocument } from '../document'
import { tally } from '../answers'
import type { Attack } from '../underAttack'
import { inventClient } from '../updates'

/** M1: somebody writes under the client id that another's pointer showed, before that one wrote anything. */
export const anothersClient: Attack = async (target) => {
  const { answers, note } = tally()
  const sheet = await target.sheet()
  const [victim, thief] = await Promise.all(['loutre', 'blaireau'].map(async (username) => {
    const { token } = await target.logIn(username)
    const connection = openDocument(target.url, sheet, { token })
    await connection.opened
    connection.ws.send(step1Message(Y.encodeStateVector(new Y.Doc())))
    return connection
  })) as [ReturnType<typeof openDocument>, ReturnType<typeof openDocument>]
  const doc = new Y.Doc()
  doc.clientID = inventClient()
  const shown = new Promise<void>(resolve => thief.ws.on('message', (data: Buffer) => { if (data[0] === 1) resolve() }))
  victim.ws.send(awarenessMessage([{ clientId: doc.clientID, clock: 1, state: '{}' }]))
  await shown
  victim.ws.terminate()
  doc.getText(noteRoot(target.holdIds[0] ?? 0)).insert(0, 'x'.repeat(500))
  thief.ws.send(updateMessage(Y.encodeStateAsUpdate(doc)))
  const saved = new Promise<string>(resolve => thief.ws.on('message', (data: Buffer) => { if (data[0] === 4) resolve('saved') }))
  note(await Promise.race([thief.closed, saved]))
  thief.ws.terminate()
  return answers
}
