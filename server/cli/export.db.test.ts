import { existsSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { emptyFolder, migratedEnvironments } from '../../tests/support/environments'
import { writeStoktExport } from '../../tests/support/stoktExport'
import { run } from './run'

async function cli(environment: Record<string, string>, ...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = await run(words, { environment, out: line => out.push(line), err: line => err.push(line), terminal: null })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

describe.each(['sqlite', 'postgres'] as const)('mastoc export wall on %s', (dialect) => {
  test('[EXPORT-3] [EXPORT-5] writes a zip, private climbs included, that another database imports; a second import changes nothing', async () => {
    const [first, second] = [await migratedEnvironments[dialect](), await migratedEnvironments[dialect]()]
    const { directory, remove } = await writeStoktExport()
    onTestFinished(remove)
    expect((await cli(first, 'import', 'stokt', directory)).code).toBe(0)
    const file = join(await emptyFolder(), 'dévers.zip')
    const exported = await cli(first, 'export', 'wall', 'Le Dévers', file)
    expect(exported).toMatchObject({ code: 0, out: expect.stringMatching(/^Exported Le Dévers to .*: 48 holds, 20 climbs, \d+ setters\.$/) as string })
    expect(statSync(file).mode & 0o077).toBe(0)
    const imported = await cli(second, 'import', 'stokt', file)
    expect(imported.err).toBe('')
    expect(imported.out).toMatch(/holds +48 +0 +0 +0/)
    expect(imported.out).toMatch(/climbs +20 +0 +0 +0/)
    expect((await cli(second, 'import', 'stokt', file)).out).toMatch(/climbs +0 +0 +20 +0/)
    const [again, once] = [join(await emptyFolder(), 'again.zip'), join(await emptyFolder(), 'once.zip')]
    for (const [environment, to] of [[first, once], [second, again]] as const) expect((await cli(environment, 'export', 'wall', 'Le Dévers', to)).code).toBe(0)
    expect(statSync(again).size).toBe(statSync(once).size)
  })
})

test('[EXPORT-3] a wall that is not there, and a file that is, are said, and nothing is written', async () => {
  const environment = await migratedEnvironments.sqlite()
  const { directory, remove } = await writeStoktExport()
  onTestFinished(remove)
  await cli(environment, 'import', 'stokt', directory)
  const file = join(await emptyFolder(), 'wall.zip')
  expect(await cli(environment, 'export', 'wall', 'Autre', file)).toMatchObject({ code: 1, err: expect.stringContaining('Le Dévers') as string })
  expect(existsSync(file)).toBe(false)
  writeFileSync(file, 'mine')
  expect(await cli(environment, 'export', 'wall', 'Le Dévers', file)).toMatchObject({ code: 1, err: expect.stringContaining('never written over') as string })
})

test('[EXPORT-5] a harmful zip changes nothing, and the command ends with 2', async () => {
  const environment = await migratedEnvironments.sqlite()
  const file = join(await emptyFolder(), 'wall.zip')
  writeFileSync(file, 'no zip at all')
  expect(await cli(environment, 'import', 'stokt', file)).toMatchObject({ code: 2, err: expect.stringMatching(/^Nothing was imported: the zip is damaged/) as string })
})
