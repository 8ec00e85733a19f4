import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Account, TestApp } from '../../support/app'
import { guest } from '../../../shared/access/actor'
import { servers } from '../../support/servers'
import { importTestWall } from '../../support/wall'

describe.each(['sqlite', 'postgres'] as const)('the care board as a table, on %s', (dialect) => {
  let app: TestApp
  let faceId: string
  let people: Account[]
  beforeAll(async () => {
    app = await servers[dialect]()
    faceId = (await importTestWall(app.services)).faceId
    people = [await app.register('lynx'), await app.register('ourse')]
  })
  afterAll(() => app.close())

  const table = async (language = 'fr') => {
    const answer = await app.call('GET', `/api/faces/${faceId}/care.csv`, { headers: { 'accept-language': language } })
    return { ...answer, lines: (answer.body as string).split('\r\n') }
  }
  const token = (who = 0) => people[who]?.token ?? ''

  test('[SEC-11] comes under a name of its own, whatever the wall is called', async () => {
    expect((await table()).headers.get('content-disposition')).toBe('attachment; filename="mastoc-care.csv"')
    expect((await app.call('GET', '/api/users/me/export', { token: token() })).headers.get('content-disposition')).toBe(
      'attachment; filename="mastoc-me.json"',
    )
  })

  test('[CARE-6] has only its head where nothing is to do', async () => {
    const { headers, lines } = await table()
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
    const bytes = new Uint8Array(await (await fetch(`${app.url}/api/faces/${faceId}/care.csv`)).arrayBuffer())
    expect([...bytes.subarray(0, 3)]).toEqual([0xEF, 0xBB, 0xBF])
    expect(lines).toEqual([
      '"Prise";"Type";"Couleur";"Depuis la gauche (%)";"Depuis le haut (%)";"Blocs";"État";"Votes";"À faire";"Note";"Demandé par";"Demandé le";"Verrouillée"',
      '',
    ])
  })

  test('[CARE-6] has the holds that need work, those of most climbs first, and no formula', async () => {
    const today = app.clock.now().slice(0, 10)
    await app.call('POST', '/api/holds/108/tasks', { token: token(), body: { kind: 'brush' } })
    await app.call('POST', '/api/holds/101/tasks', { token: token(), body: { kind: 'tighten', note: '=HYPERLINK("x";"y")' } })
    await app.call('POST', '/api/holds/101/tasks', { token: token(), body: { kind: 'brush', note: 'avec la "grande" échelle' } })
    await app.call('POST', '/api/holds/103/tasks', { token: token(), body: { kind: 'brush', done: true } })
    for (const who of [0, 1]) await app.call('PUT', '/api/holds/102/annotations', { token: token(who), body: { condition: 'cassee' } })
    for (const who of [0, 1]) await app.call('PUT', '/api/holds/105/annotations', { token: token(who), body: { condition: 'ok' } })
    for (const who of [...people, await app.register('loutre')])
      await app.call('PUT', '/api/holds/102/annotations', { token: who.token, body: { grip_type: 'bac' } })
    await app.services.transactions(guest, ({ stores }) => stores.walls.putColours([{ id: 102, text: 'red' }]))
    await app.call('PUT', '/api/holds/106/annotations', { token: token(), body: { condition: 'sale' } })
    await app.call('PUT', '/api/admin/locks/hold/110', { token: (await app.admin()).token, body: { reason: '-1' } })
    expect((await table()).lines.slice(1)).toEqual([
      `"9";"";"";13;83;3;"";"";"resserrer + brosser";"'=HYPERLINK(""x"";""y"") · avec la ""grande"" échelle";"lynx";"${today}";""`,
      '"10";"bac";"rouge";38;83;2;"cassée";"2 sur 2";"remplacer";"";"";"";""',
      '"2";"";"";38;17;2;"";"";"";"";"";"";"\'-1"',
      `"8";"";"";88;50;0;"";"";"brosser";"";"lynx";"${today}";""`,
      '',
    ])
    expect((await table('en')).lines[2]).toBe('"10","jug","red",38,83,2,"broken","2 of 2","replace","","","",""')
  })

  test('a face that is not there has no table', async () => {
    expect((await app.call('GET', '/api/faces/nowhere/care.csv')).status).toBe(404)
  })
})
