import { describe, expect, it } from 'vitest'
import { guest } from '../../shared/access/actor'
import { migratedEnvironments } from '../../tests/support/environments'
import { smallWall } from '../../tests/support/wall'
import { storesOn } from '../db/stores/stores'
import { importWall } from '../usecases/imports/importWall'
import { withCliContext } from './cliContext'
import { run } from './run'

const EVERYBODY = { userId: null, seesPrivate: false }

describe.each(['sqlite', 'postgres'] as const)('mastoc climb on %s', (kind) => {
  it('[MOD-11] [AUDIT-15] hides a climb and shows it again, with a reason, and the log says that it was the command line', async () => {
    const environment = await migratedEnvironments[kind]()
    const mastoc = async (...words: string[]) => {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      return { code: await run(['climb', ...words], { environment, out: say, err: say, terminal: null }), said: said.join('\n') }
    }
    const listed = () => withCliContext(environment, async ({ db, transactions }) => {
      await transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))
      return (await storesOn(db).climbs.list({}, EVERYBODY, { page: 1, page_size: 50 })).results
    })
    const [climb] = await listed()
    const id = climb?.id ?? ''
    expect(await mastoc('hide', id, '--reason', 'Prise cassée')).toEqual({ code: 0, said: 'The climb is hidden.' })
    expect((await listed()).map(one => one.id)).not.toContain(id)
    expect(await mastoc('hide', id)).toEqual({ code: 0, said: 'The climb was hidden already.' })
    expect(await mastoc('restore', id)).toEqual({ code: 0, said: 'The climb is shown again.' })
    expect(await mastoc('restore', id)).toEqual({ code: 0, said: 'Everybody sees the climb already.' })
    expect((await listed()).map(one => one.id)).toContain(id)
    expect(await mastoc('hide', 'nowhere')).toMatchObject({ code: 1, said: expect.stringContaining('/bloc/') as string })
    expect(await mastoc('hide', id, '--reason', 'x'.repeat(501))).toMatchObject({ code: 1, said: expect.stringContaining('--reason') as string })
    const log: string[] = []
    const words = ['log', '--thing', climb?.name ?? '', '--language', 'fr']
    await run(words, { environment, out: line => void log.push(line), err: () => {}, terminal: null })
    expect(log.map(line => line.slice(18).replaceAll('\u00a0', ' '))).toEqual([
      `La ligne de commande a masqué le bloc « ${climb?.name ?? ''} »  Raison : Prise cassée`,
      `La ligne de commande a restauré le bloc « ${climb?.name ?? ''} »`,
    ])
    const { results } = await withCliContext(environment, ({ db }) => storesOn(db).audit.list({ action: 'climb' }, { page: 1, page_size: 9 }))
    expect(results.map(({ action, actor_kind, detail }) => [action, actor_kind, detail['reason']]).reverse()).toEqual([
      ['climb.hide', 'cli', 'Prise cassée'], ['climb.restore', 'cli', undefined],
    ])
  })
})
