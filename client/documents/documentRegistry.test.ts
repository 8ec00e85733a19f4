import * as encoding from 'lib0/encoding'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { ApiError } from '../api/api'
import { createDocuments, type DocumentHandle } from './documentRegistry'
import { FakeDocumentServer, FakeSocket } from '../testing/fakeDocumentServer'
import type { LiveDocument } from './liveDocument'
import { openDocument } from './openDocument'
import { refusedVotes, setVote, unsavedVotes } from '../annotations/votes'

const NAME = 'votes/f/u'

let server: FakeDocumentServer
let token: string | null
let described: { epoch: string; mode: 'rw' | 'ro' }
let describeFails: Error | null
let tellTokens: (token: string | null) => void
let opened: Set<LiveDocument>
let open: (name: string) => DocumentHandle
const refresh = vi.fn(() => Promise.resolve(token))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('WebSocket', FakeSocket)
  FakeSocket.made = []
  server = new FakeDocumentServer()
  token = 't1'
  described = { epoch: 'e1', mode: 'rw' }
  describeFails = null
  refresh.mockClear()
  const documents = createDocuments({
    tokens: {
      fresh: () => Promise.resolve(token),
      refresh,
      onChange: listener => {
        tellTokens = listener
        return () => true
      },
    },
    describe: () => (describeFails ? Promise.reject(describeFails) : Promise.resolve(described)),
    origin: () => 'ws://gym',
  })
  opened = new Set()
  open = name => {
    const handle = openDocument(documents, name)
    opened.add(handle.document)
    return handle
  }
})
afterEach(() => {
  for (const document of opened) document.destroy()
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const soon = () => vi.advanceTimersByTimeAsync(1)
async function openLive(): Promise<LiveDocument> {
  const { document } = open(NAME)
  await soon()
  server.accept()
  return document
}
const votesAtServer = () => server.doc.getMap('holds').toJSON()

describe('a live document', () => {
  it('connects with token and epoch', async () => {
    const document = await openLive()
    expect(server.socket).toMatchObject({ url: 'ws://gym/yjs/votes/f/u?epoch=e1', protocols: ['mastoc', 'token.t1'] })
    expect(document.state.value).toBe('live')
    expect(document.mode.value).toBe('rw')
  })

  it('connects as a guest without a token', async () => {
    token = null
    await openLive()
    expect(server.socket.protocols).toEqual(['mastoc'])
  })

  it('[EDIT-1] is saving until the server has answered', async () => {
    const document = await openLive()
    server.answers = false
    setVote(document, 12, 'grip_type', 'bac')
    expect(document.saved.value).toBe('saving')
    expect(unsavedVotes(document)).toEqual([{ holdId: 12, part: 'grip_type', value: 'bac' }])
    server.answer()
    expect(document.saved.value).toBe('saved')
    expect(unsavedVotes(document)).toEqual([])
    expect(votesAtServer()).toEqual({ '12/grip_type': 'bac' })
  })

  it('[EDIT-1] waits without a connection and is saved with the next', async () => {
    const document = await openLive()
    server.socket.hangUp(1006)
    expect(document.state.value).toBe('offline')
    setVote(document, 12, 'condition', 'sale')
    expect(document.saved.value).toBe('waiting')
    await vi.advanceTimersByTimeAsync(3000)
    server.accept()
    expect(document.saved.value).toBe('saved')
    expect(votesAtServer()).toEqual({ '12/condition': 'sale' })
  })

  it('[EDIT-1] knows by the next connection what was kept though the answer was lost', async () => {
    const document = await openLive()
    server.answers = false
    setVote(document, 12, 'condition', 'sale')
    server.socket.hangUp(1006)
    await vi.advanceTimersByTimeAsync(3000)
    server.accept()
    expect(document.saved.value).toBe('saved')
  })

  it('[EDIT-1] does not take a delete for saved because nothing was added', async () => {
    const document = await openLive()
    document.doc.getText('note:12').insert(0, 'abc')
    server.answers = false
    document.doc.getText('note:12').delete(0, 1)
    expect(document.saved.value).toBe('saving')
    server.answer()
    expect(document.saved.value).toBe('saved')
  })

  it('[EDIT-1] takes a delete for saved when nothing was heard against it', async () => {
    const document = await openLive()
    document.doc.getText('note:12').insert(0, 'abc')
    server.answers = false
    document.doc.getText('note:12').delete(0, 1)
    await vi.advanceTimersByTimeAsync(6000)
    expect(document.saved.value).toBe('saved')
  })

  it('[EDIT-3] sets what was set before it was read afterwards, so that it replaces what stood there', async () => {
    for (let attempt = 0; attempt < 8; attempt++) server.doc.getMap('holds').set('12/notes', `older ${attempt}`)
    const { document } = open(NAME)
    setVote(document, 12, 'notes', 'first thought')
    setVote(document, 12, 'notes', 'newer')
    setVote(document, 13, 'condition', 'ok')
    expect(document.saved.value).toBe('waiting')
    await soon()
    server.accept()
    expect(votesAtServer()).toEqual({ '12/notes': 'newer', '13/condition': 'ok' })
    expect(document.saved.value).toBe('saved')
  })

  it('[EDIT-2] gives back only what is refused again', async () => {
    const document = await openLive()
    server.socket.hangUp(1006)
    setVote(document, 1, 'condition', 'ok')
    setVote(document, 2, 'condition', 'sale')
    setVote(document, 3, 'condition', 'usee')
    server.refuses = doc => (doc.getMap('holds').has('2/condition') ? 'locked 2/condition' : null)
    await vi.advanceTimersByTimeAsync(3000)
    server.accept()
    expect(document.generation.value).toBe(1)
    expect(unsavedVotes(document)).toHaveLength(3)
    await soon()
    server.accept()
    await soon()
    server.accept()
    expect(votesAtServer()).toEqual({ '1/condition': 'ok', '3/condition': 'usee' })
    expect(refusedVotes(document)).toMatchObject([{ holdId: 2, part: 'condition', value: 'sale' }])
    expect(document.lost.value).toMatchObject([{ code: 'locked' }])
    expect(document.saved.value).toBe('refused')
    setVote(document, 2, 'condition', null)
    expect(document.lost.value).toEqual([])
  })

  it('[EDIT-2] takes away again what was taken away beside something refused', async () => {
    const marks = () => server.doc.getMap('marks')
    marks().set('gone', { kind: 'pin' })
    const document = await openLive()
    server.refuses = doc => (doc.getMap('marks').has('bad') ? 'invalid bad' : null)
    document.doc.transact(() => {
      document.doc.getMap('marks').delete('gone')
      document.doc.getMap('marks').set('bad', { kind: 'circle' })
    })
    await soon()
    server.accept()
    await soon()
    server.accept()
    await soon()
    expect(marks().toJSON()).toEqual({})
    expect(document.lost.value).toMatchObject([{ root: 'marks', key: 'bad', value: { kind: 'circle' } }])
  })

  it('[EDIT-2] gives a text back', async () => {
    const document = await openLive()
    server.refuses = () => 'locked note:7'
    document.doc.getText('note:7').insert(0, 'hello')
    expect(document.lost.value).toEqual([{ root: 'note:7', key: null, value: 'hello', code: 'locked' }])
    server.refuses = () => null
    await soon()
    server.accept()
    expect(document.doc.getText('note:7').toString()).toBe('')
    const [lost] = document.lost.value
    if (lost) document.forgetLost(lost)
    expect(document.saved.value).toBe('saved')
  })

  it('[EDIT-4] connects again with a new token', async () => {
    const document = await openLive()
    token = 't2'
    server.socket.hangUp(4401)
    await vi.advanceTimersByTimeAsync(1500)
    expect(refresh).toHaveBeenCalledOnce()
    expect(server.socket.protocols).toEqual(['mastoc', 'token.t2'])
    server.accept()
    expect(document.state.value).toBe('live')
  })

  it('[EDIT-4] reads a document of another epoch anew', async () => {
    const document = await openLive()
    server.answers = false
    setVote(document, 12, 'condition', 'sale')
    described = { epoch: 'e2', mode: 'rw' }
    const before = document.doc
    server.socket.hangUp(4409)
    server = new FakeDocumentServer()
    await soon()
    server.accept()
    expect(server.socket.url).toContain('epoch=e2')
    expect(document.doc).not.toBe(before)
    expect(votesAtServer()).toEqual({ '12/condition': 'sale' })
  })

  it('[LOCK-3] gives everything back when the face was locked, and goes on as a reader', async () => {
    const document = await openLive()
    server.socket.hangUp(1006)
    document.doc.getText('note:7').insert(0, 'hello')
    setVote(document, 2, 'condition', 'sale')
    described = { epoch: 'e1', mode: 'ro' }
    server.refuses = () => 'locked face'
    await vi.advanceTimersByTimeAsync(3000)
    server.accept()
    expect(document.lost.value.map(({ value, code }) => [value, code]).sort()).toEqual([['hello', 'locked'], ['sale', 'locked']])
    server.refuses = () => null
    await soon()
    server.accept()
    expect([document.state.value, document.mode.value, document.unsaved.value.size]).toEqual(['live', 'ro', 0])
  })

  it('[LOCK-3] gives back what was written while away to what is only read by now', async () => {
    const document = await openLive()
    document.doc.getText('note:7').insert(0, 'hello')
    server.answers = false
    document.doc.getText('note:7').insert(5, ' you')
    described = { epoch: 'e1', mode: 'ro' }
    server.socket.hangUp(4403)
    await soon()
    server.accept()
    expect(document.lost.value).toMatchObject([{ value: 'hello you', code: 'locked' }])
    expect([document.state.value, document.mode.value]).toEqual(['live', 'ro'])
  })

  it('[LOCK-3] asks what it may do when it has to come back', async () => {
    described = { epoch: 'e1', mode: 'ro' }
    const document = await openLive()
    described = { epoch: 'e1', mode: 'rw' }
    server.socket.hangUp(4401)
    await vi.advanceTimersByTimeAsync(1500)
    server.accept()
    expect([document.state.value, document.mode.value]).toEqual(['live', 'rw'])
  })

  it('[LOCK-3] finds out that it may write when that was allowed while it connected', async () => {
    described = { epoch: 'e1', mode: 'ro' }
    const { document } = open(NAME)
    await soon()
    described = { epoch: 'e1', mode: 'rw' }
    server.accept()
    await soon()
    server.accept()
    await soon()
    expect([document.state.value, document.mode.value, FakeSocket.made.length]).toEqual(['live', 'rw', 2])
    setVote(document, 12, 'condition', 'sale')
    expect(votesAtServer()).toEqual({ '12/condition': 'sale' })
  })

  it('[LOCK-3] goes on asking what it may do where that question failed', async () => {
    described = { epoch: 'e1', mode: 'ro' }
    const { document } = open(NAME)
    await soon()
    describeFails = new ApiError(0, 'offline', '')
    server.accept()
    await soon()
    expect([document.state.value, document.mode.value]).toEqual(['live', 'ro'])
    describeFails = null
    described = { epoch: 'e1', mode: 'rw' }
    await vi.advanceTimersByTimeAsync(1500)
    server.accept()
    expect([document.state.value, document.mode.value]).toEqual(['live', 'rw'])
  })

  it('waits a moment when it was too fast', async () => {
    await openLive()
    server.socket.hangUp(4429)
    await vi.advanceTimersByTimeAsync(1000)
    expect(FakeSocket.made).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(1500)
    expect(FakeSocket.made).toHaveLength(2)
  })

  it('[EDIT-10] waits longer each time the server has no room for what waits here, and not so long once it was kept', async () => {
    const document = await openLive()
    server.answers = false
    document.set('holds', '101/notes', 'x')
    const waits: number[] = []
    for (let times = 0; times < 4; times++) {
      const made = FakeSocket.made.length
      server.socket.hangUp(4429)
      let waited = 0
      while (FakeSocket.made.length === made) {
        await vi.advanceTimersByTimeAsync(500)
        waited += 500
      }
      waits.push(waited)
    }
    expect(waits).toEqual([2000, 4000, 8000, 16_000])
    server.accept()
    server.answer()
    server.socket.hangUp(4429)
    await vi.advanceTimersByTimeAsync(2000)
    expect(FakeSocket.made).toHaveLength(6)
  })

  it('[EDIT-11] reads the document anew where somebody wrote under its own client id, and keeps what was made here', async () => {
    const document = await openLive()
    const stranger = new Y.Doc()
    stranger.clientID = document.doc.clientID
    stranger.getMap('holds').set('102/notes', 'theirs')
    stranger.getMap('holds').set('103/notes', 'theirs')
    server.socket.hangUp(1006)
    document.set('holds', '101/notes', 'mine')
    Y.applyUpdate(server.doc, Y.encodeStateAsUpdate(stranger))
    const { clientID } = document.doc
    await vi.advanceTimersByTimeAsync(2000)
    server.accept()
    await vi.advanceTimersByTimeAsync(2000)
    server.accept()
    await vi.advanceTimersByTimeAsync(2000)
    expect(document.doc.clientID).not.toBe(clientID)
    expect(server.doc.getMap('holds').toJSON()).toMatchObject({ '101/notes': 'mine', '102/notes': 'theirs' })
  })

  it.each([4403, 4404])('stops at %i', async code => {
    const document = await openLive()
    server.socket.hangUp(code)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(document.state.value).toBe('forbidden')
    expect(FakeSocket.made).toHaveLength(1)
  })

  it('asks no further for what is not there', async () => {
    describeFails = new ApiError(404, 'not_found', '')
    const { document } = open(NAME)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(document.state.value).toBe('forbidden')
    expect(FakeSocket.made).toEqual([])
  })

  it('goes on asking while the server is away', async () => {
    describeFails = new ApiError(0, 'offline', '')
    const { document } = open(NAME)
    await soon()
    expect(document.state.value).toBe('offline')
    describeFails = null
    await vi.advanceTimersByTimeAsync(1500)
    server.accept()
    expect(document.state.value).toBe('live')
  })

  it('[EDIT-6] gives back what was not saved when one logs out', async () => {
    const document = await openLive()
    server.answers = false
    setVote(document, 12, 'condition', 'sale')
    token = null
    tellTokens(null)
    await soon()
    server.accept()
    expect(server.socket.protocols).toEqual(['mastoc'])
    expect(document.unsaved.value.size).toBe(0)
    expect(document.lost.value).toMatchObject([{ key: '12/condition', code: 'unauthenticated' }])
  })

  it('[EDIT-5] is shared, and closes when nobody holds it', async () => {
    const [one, other] = [open(NAME), open(NAME)]
    await soon()
    server.accept()
    expect(one.document).toBe(other.document)
    one.destroy()
    one.destroy()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(server.socket.readyState).toBe(1)
    other.destroy()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(server.socket.readyState).toBe(3)
  })

  it('[EDIT-5] stays until everything is saved', async () => {
    const handle = open(NAME)
    await soon()
    server.accept()
    server.answers = false
    setVote(handle.document, 12, 'condition', 'sale')
    handle.destroy()
    await vi.advanceTimersByTimeAsync(8000)
    expect(server.socket.readyState).toBe(1)
    server.answer()
    await vi.advanceTimersByTimeAsync(8000)
    expect(server.socket.readyState).toBe(3)
  })

  it('[EDIT-5] stays while something refused was neither put back nor thrown away', async () => {
    const handle = open(NAME)
    await soon()
    server.accept()
    server.refuses = () => 'locked note:7'
    handle.document.doc.getText('note:7').insert(0, 'hello')
    server.refuses = () => null
    await soon()
    server.accept()
    handle.destroy()
    await vi.advanceTimersByTimeAsync(8000)
    expect(server.socket.readyState).toBe(1)
    for (const lost of handle.document.lost.value) handle.document.forgetLost(lost)
    await vi.advanceTimersByTimeAsync(8000)
    expect(server.socket.readyState).toBe(3)
  })

  it('does not pass on what others tell of themselves', async () => {
    const document = await openLive()
    const heard = server.heardAwareness
    const other = new Awareness(new Y.Doc())
    other.setLocalStateField('user', { name: 'Ivi' })
    server.socket.say(encoder => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint8Array(encoder, encodeAwarenessUpdate(other, [other.clientID]))
    })
    expect(document.awareness.getStates().get(other.clientID)).toEqual({ user: { name: 'Ivi' } })
    expect(server.heardAwareness).toBe(heard)
    document.awareness.setLocalStateField('cursor', { at: 1 })
    expect(server.heardAwareness).toBe(heard + 1)
    other.destroy()
  })
})
