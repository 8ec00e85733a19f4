import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { commands, type CommandName } from '../../shared/contract/commands'
import { noteRoot, SHEET_MARKS } from '../../shared/documents'
import { KEYS, type Account, type Answer, type CallOptions, type TestApp } from '../support/app'
import { createOpener, epochOf, rawConnection } from '../support/liveDocument'
import { servers } from '../support/servers'
import { importTestWall } from '../support/wall'

/** Acts of admins that everybody with a right of their own may do too. */
const SHARED: readonly CommandName[] = ['climbs.update', 'climbs.delete', 'comments.delete']
const takesReason = Object.entries(commands)
  .filter(([name, { gate, input }]) => 'reason' in input.shape && (gate === 'admin' || SHARED.includes(name as CommandName)))
  .map(([name]) => name)

/** Who is sent the reason of an act besides admins: nobody (a muted person asks for it), its person, or whoever reads the wall. */
type Readers = 'nobody' | 'person' | 'everybody'
interface Act {
  command: CommandName
  readers: Readers
  path: string
  body?: object
}

describe.each(['sqlite', 'postgres'] as const)('every frame that people get while an admin acts, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let admin: Account
  let person: Account
  let stranger: Account
  const { open, closeAll } = createOpener(() => app)
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    ;[admin, person, stranger] = [await app.admin(), await app.register('visée'), await app.register('voisine')]
  })
  afterEach(closeAll)
  afterAll(() => app.close())

  const made = async (who: Account, path: string, body: object): Promise<string> => {
    const answer = await app.call('POST', path, { token: who.token, body })
    expect(answer.status).toBe(201)
    return (answer.body as { id: string }).id
  }
  const climb = (name: string) => made(person, '/api/climbs', { face_id: faceId, name, holds_list: 'S101 O105 T109' })

  /** Records whatever the server sends: events, answers to what is asked, and the frames of the sheet. */
  async function listen(auth: CallOptions, feeds: readonly string[]): Promise<string[]> {
    const heard: string[] = []
    const socket = await app.socket(auth)
    socket.onAny((...words: unknown[]) => void heard.push(JSON.stringify(words)))
    for (const feed of feeds) heard.push(JSON.stringify(await socket.emitWithAck('feed:open', { feed })))
    const sheet = rawConnection(app, `sheet/${faceId}`, {
      ...auth.token ? { token: auth.token } : {}, epoch: await epochOf(app, `sheet/${faceId}`, auth.token ?? admin.token),
    })
    sheet.ws.on('message', (data: Buffer) => void heard.push(data.toString('utf8')))
    void sheet.closed.then(({ reason }) => heard.push(reason))
    return heard
  }

  async function fixtures() {
    const climbs = [await climb('Bloc un'), await climb('Bloc deux')]
    const [first = '', second = ''] = climbs
    const comments = await Promise.all(['a', 'b'].map(text => made(person, `/api/climbs/${first}/comments`, { text })))
    await app.call('PUT', '/api/holds/105/annotations', { token: person.token, body: { grip_type: 'bac' } })
    const sheet = await open(`sheet/${faceId}`, { token: person.token })
    await expect.poll(sheet.synced).toBe(true)
    sheet.doc.getText(noteRoot(103)).insert(0, 'bonjour')
    sheet.doc.getMap(SHEET_MARKS).set('m', { kind: 'pin', points: [[10, 10]], colour: '#ff0000', text: 'x', by: person.id })
    await expect.poll(sheet.isSaved).toBe(true)
    const rising = await app.register('promue')
    return { first, second, comments, rising }
  }

  const actsOn = ({ first, second, comments: [one = '', two = ''], rising }: Awaited<ReturnType<typeof fixtures>>): Act[] => {
    const [climbs, users, said] = ['/api/admin/climbs', '/api/admin/users', '/api/admin/comments']
    const holds = [101, 102]
    return [
      { command: 'climbs.hide', readers: 'person', path: `${climbs}/${first}/hide` },
      { command: 'climbs.show', readers: 'nobody', path: `${climbs}/${first}/restore` },
      { command: 'climbs.hideMany', readers: 'person', path: `${climbs}/hide`, body: { ids: [first, second] } },
      { command: 'climbs.showMany', readers: 'nobody', path: `${climbs}/restore`, body: { ids: [first, second] } },
      { command: 'climbs.correctMany', readers: 'nobody', path: climbs, body: { ids: [first, second], set: { grade_font: '7A' } } },
      { command: 'climbs.update', readers: 'nobody', path: `/api/climbs/${first}`, body: { name: 'Corrigé' } },
      { command: 'climbs.delete', readers: 'person', path: `/api/climbs/${second}` },
      { command: 'comments.hide', readers: 'person', path: `${said}/${one}/hide` },
      { command: 'comments.show', readers: 'nobody', path: `${said}/${one}/restore` },
      { command: 'comments.delete', readers: 'person', path: `/api/comments/${two}` },
      { command: 'locks.put', readers: 'everybody', path: '/api/admin/locks/hold/106' },
      { command: 'locks.delete', readers: 'nobody', path: '/api/admin/locks/hold/106' },
      { command: 'locks.putMany', readers: 'everybody', path: '/api/admin/locks', body: { hold_ids: holds } },
      { command: 'locks.removeMany', readers: 'nobody', path: '/api/admin/locks/remove', body: { hold_ids: holds } },
      { command: 'holds.remove', readers: 'nobody', path: '/api/admin/holds/110/remove' },
      { command: 'holds.return', readers: 'nobody', path: '/api/admin/holds/110/return' },
      { command: 'annotations.remove', readers: 'nobody', path: `/api/admin/annotations/105/${person.id}` },
      { command: 'notes.clear', readers: 'nobody', path: '/api/admin/holds/103/note/clear' },
      { command: 'marks.remove', readers: 'nobody', path: `/api/admin/sheets/${faceId}/marks/m/remove` },
      { command: 'sheets.beginAnew', readers: 'nobody', path: `/api/admin/sheets/${faceId}/begin-anew` },
      { command: 'users.rename', readers: 'nobody', path: `${users}/${person.id}`, body: { full_name: 'Visée Nouvelle' } },
      { command: 'users.promote', readers: 'nobody', path: `${users}/${rising.id}/promote` },
      { command: 'users.demote', readers: 'nobody', path: `${users}/${rising.id}/demote` },
      { command: 'users.mute', readers: 'nobody', path: `${users}/${person.id}/mute` },
      { command: 'users.unmute', readers: 'nobody', path: `${users}/${person.id}/unmute` },
      { command: 'users.resetLetter', readers: 'nobody', path: `${users}/${person.id}/reset-letter` },
      { command: 'users.resetFactor', readers: 'nobody', path: `${users}/${person.id}/reset-factor` },
      { command: 'users.removeContent', readers: 'person', path: `${users}/${person.id}/remove-content`, body: { since: '2026-01-01T00:00:00.000Z' } },
      { command: 'users.endAllSessions', readers: 'nobody', path: `${users}/${rising.id}/end-sessions` },
      { command: 'users.deactivate', readers: 'nobody', path: `${users}/${rising.id}/deactivate` },
      { command: 'users.reactivate', readers: 'nobody', path: `${users}/${rising.id}/reactivate` },
    ]
  }
  const secret = ({ command }: Pick<Act, 'command'>) => `raison-${command.replace('.', '-')}`
  function perform(act: Act): Promise<Answer> {
    const { method } = commands[act.command]
    const reason = secret(act)
    return method === 'DELETE'
      ? app.call(method, `${act.path}?reason=${reason}`, { token: admin.token })
      : app.call(method, act.path, { token: admin.token, body: { ...act.body, reason } })
  }

  test('[AUDIT-11] [MOD-2] of every act that takes a reason, only those whom it is for are sent it', async () => {
    const acts = actsOn(await fixtures())
    expect([...acts.map(({ command }) => command), 'audit.undo'].sort()).toEqual([...takesReason].sort())
    const shared = ['global', `face:${faceId}`]
    const heard = {
      guest: await listen({}, [...shared, 'admin']),
      key: await listen({ apiKey: KEYS.read }, [...shared, 'admin', `user:${person.id}`]),
      stranger: await listen({ token: stranger.token }, [...shared, `user:${stranger.id}`, `user:${person.id}`, 'admin']),
      person: await listen({ token: person.token }, [...shared, `user:${person.id}`, 'admin']),
    }
    for (const act of acts) {
      const answer = await perform(act)
      expect([act.command, answer.status]).toEqual([act.command, answer.status < 300 ? answer.status : 'refused'])
    }
    const { results } = (await app.call('GET', '/api/admin/audit?action=user.rename', { token: admin.token })).body as { results: { id: string }[] }
    const undone = await app.call('POST', `/api/admin/audit/${results[0]?.id}/undo`, { token: admin.token, body: { reason: 'raison-audit-undo' } })
    expect(undone.status).toBe(200)
    const end = await made(admin, '/api/admin/notices', { feed: 'global', text: 'FIN' })

    const reads: Record<keyof typeof heard, readonly Readers[]> = {
      guest: ['everybody'], key: ['everybody'], stranger: ['everybody'], person: ['everybody', 'person'],
    }
    for (const who of Object.keys(reads) as (keyof typeof heard)[]) {
      await expect.poll(() => heard[who].join('\n')).toContain(end)
      const all = heard[who].join('\n')
      const told = acts.filter(act => all.includes(secret(act))).map(({ command }) => command)
      expect([who, told]).toEqual([who, acts.filter(({ readers }) => reads[who].includes(readers)).map(({ command }) => command)])
      for (const word of ['raison-audit-undo', '"kind":"log"', '"kind":"report"', '"kind":"connection"', person.token])
        expect(all, `${who} hears ${word}`).not.toContain(word)
    }
  })
})
