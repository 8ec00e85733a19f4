import { describe, expect, it } from 'vitest'
import { guest } from '../../shared/access/actor'
import { migratedEnvironments } from '../../tests/support/environments'
import { smallWall } from '../../tests/support/wall'
import { storesOn } from '../db/stores/stores'
import { importWall } from '../usecases/imports/importWall'
import { run } from './run'
import { withCliContext } from './cliContext'

const CORNERS = ['--corners', '0,0 800,0 800,600 0,600']

describe.each(['sqlite', 'postgres'] as const)('mastoc wall grid on %s', (kind) => {
  async function cliContext() {
    const environment = await migratedEnvironments[kind]()
    const mastoc = async (...words: string[]) => {
      const said: string[] = []
      const say = (line: string) => said.push(line)
      const code = await run(words, { environment, out: say, err: say, terminal: null })
      return { code, said: said.join('\n') }
    }
    const faceId = await withCliContext(environment, async ({ db, transactions }) => {
      await transactions(guest, context => importWall(context, smallWall, { keepDemo: true }))
      return (await storesOn(db).walls.faces({}))[0]?.id ?? ''
    })
    const labels = () =>
      withCliContext(environment, async ({ db }) =>
        Object.fromEntries((await storesOn(db).walls.holds(faceId)).map(({ id, label }) => [id, label])),
      )
    const log = () => withCliContext(environment, ({ db }) => storesOn(db).audit.list({ action: 'face.grid' }, { page: 1, page_size: 9 }))
    return { mastoc, faceId, labels, log }
  }

  it('[LABEL-5] names the holds by the grid, by the wall’s name or id, and takes it away again', async () => {
    const { mastoc, faceId, labels, log } = await cliContext()
    expect(await mastoc('wall', 'grid', 'Petit pan', ...CORNERS, '--columns', '1..4', '--rows', 'A..C')).toEqual({
      code: 0,
      said: 'Petit pan: 12 of 12 holds are named by the grid, 0 lie outside it and have numbers; 12 have another label.',
    })
    expect(await labels()).toMatchObject({ 101: 'C1', 109: 'A1' })
    expect(await mastoc('wall', 'grid', faceId, ...CORNERS, '--columns', '4..1', '--rows', 'x, B,C')).toMatchObject({ code: 0 })
    expect(await labels()).toMatchObject({ 101: 'C4', 109: 'X4' })
    expect((await mastoc('wall', 'grid', 'stokt-face', '--none')).said).toBe('Petit pan: no grid; 12 of 12 holds have another label.')
    expect(await labels()).toMatchObject({ 101: '9', 109: '1' })
    expect(await log()).toMatchObject({ count: 3, results: [{ actor_kind: 'cli', target_id: faceId }, {}, {}] })
  })

  it('[LABEL-5] says what is wrong and what to type instead, and changes nothing', async () => {
    const { mastoc, faceId, labels, log } = await cliContext()
    const whole = ['--columns', '1..4', '--rows', 'A..C']
    for (const [words, said] of [
      [['Nowhere', ...CORNERS, ...whole], `No wall is called Nowhere. There are:\n  ${faceId}  Petit pan (12 holds)`],
      [['Petit pan', ...whole], /^--corners, --columns and --rows belong together, for example --corners "/],
      [['Petit pan', '--none', ...whole], /^--none takes the grid away/],
      [['Petit pan', '--corners', '0,0 1,1', ...whole], /^--corners: four points x,y of the photo.* not "0,0 1,1"$/],
      [['Petit pan', '--corners', '0,0 0,600 800,600 800,0', ...whole], /^--corners: .*from the top left one clockwise$/],
      [['Petit pan', ...CORNERS, '--columns', '1..Z', '--rows', 'A..C'], /^--columns: "1..Z" is no stretch/],
      [['Petit pan', ...CORNERS, '--columns', '1..4', '--rows', 'A,A'], /^--rows: each label stands once$/],
      [['Petit pan', ...CORNERS, '--columns', '1..4', '--rows', 'A,É'], /^--rows: a label is one to four capital letters and digits$/],
    ] as const) {
      const answer = await mastoc('wall', 'grid', ...words)
      expect(answer.code, words.join(' ')).toBe(1)
      if (typeof said === 'string') expect(answer.said).toBe(said)
      else expect(answer.said).toMatch(said)
    }
    expect(await labels()).toMatchObject({ 101: '9' })
    expect(await log()).toMatchObject({ count: 0 })
  })
})
