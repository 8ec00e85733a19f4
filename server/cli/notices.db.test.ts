import { describe, expect, it } from 'vitest'
import { guest } from '../../shared/access/actor'
import { migratedEnvironments } from '../../tests/support/environments'
import { smallWall } from '../../tests/support/wall'
import { storesOn } from '../db/stores/stores'
import { importWall } from '../usecases/imports/importWall'
import { withCliContext } from './cliContext'
import { run } from './run'

describe.each(['sqlite', 'postgres'] as const)('mastoc notice on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const mastoc = async (...words: string[]) => {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      const code = await run(['notice', ...words], { environment, out: say, err: say, terminal: null })
      return { code, said: said.join('\n') }
    }
    await withCliContext(environment, ({ transactions }) =>
      transactions(guest, context => importWall(context, smallWall, { keepDemo: true })),
    )
    const notices = () => withCliContext(environment, ({ db }) => storesOn(db).notices.all())
    const log = () => withCliContext(environment, ({ db }) => storesOn(db).audit.list({ action: 'notice' }, { page: 1, page_size: 9 }))
    return { mastoc, notices, log }
  }

  it('[NOTICE-1] publishes for everybody, a gym or a wall by its name, lists and withdraws', async () => {
    const { mastoc, notices, log } = await cliContext()
    expect(await mastoc('list')).toEqual({ code: 0, said: 'No notices.' })
    expect(await mastoc('send', 'Fermé lundi.', '--until', '2099-12-24T14:00+01:00')).toMatchObject({ code: 0 })
    expect(await mastoc('send', 'La prise C1 casse.', '--for', 'Petit pan', '--level', 'danger', '--title', 'Attention')).toMatchObject({ code: 0 })
    expect(await mastoc('send', 'Bienvenue.', '--for', 'Petite salle')).toMatchObject({ code: 0 })
    const made = await notices()
    expect(made.map(({ feed }) => feed.split(':')[0]).sort()).toEqual(['face', 'global', 'gym'])
    expect(made.find(({ feed }) => feed === 'global')).toMatchObject({ until: '2099-12-24T13:00:00.000000Z', by: null })
    expect((await mastoc('list')).said).toContain('danger  Attention: La prise C1 casse.')
    for (const { id } of made) expect(await mastoc('withdraw', id)).toEqual({ code: 0, said: 'The notice is withdrawn.' })
    expect(await notices()).toEqual([])
    expect((await log()).results.filter(({ actor_kind }) => actor_kind === 'cli')).toHaveLength(6)
  })

  it('[NOTICE-1] says what to type instead, and changes nothing', async () => {
    const { mastoc, notices } = await cliContext()
    expect(await mastoc('send', 'Bonjour', '--for', 'Ailleurs')).toMatchObject({ code: 1, said: expect.stringContaining('Petit pan (wall)') as string })
    expect(await mastoc('send', ' ')).toMatchObject({ code: 1, said: expect.stringContaining('TEXT') as string })
    expect(await mastoc('send', 'Bonjour', '--level', 'loud')).toMatchObject({ code: 1, said: expect.stringContaining('--level') as string })
    expect(await mastoc('send', 'Bonjour', '--until', 'demain')).toMatchObject({ code: 1, said: expect.stringContaining('--until') as string })
    expect(await mastoc('withdraw', 'none')).toMatchObject({ code: 1, said: expect.stringContaining('notice list') as string })
    expect(await notices()).toEqual([])
  })
})
