import pg from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { createOn as create } from '../../tests/faults/outage'
import { startApp } from '../../tests/support/app'
import { followed } from '../../tests/support/followed'
import { startPgbouncer } from '../../tests/support/pgbouncer'
import { createMigratedDatabase } from '../../tests/support/postgres'
import { importTestWall } from '../../tests/support/wall'
import { instant } from '../../shared/model/instant'
import { checkDatabase } from '../cli/doctor/checkDatabase'
import { readConfig } from '../config/config'
import { isUnavailable } from './database'
import { openPostgres } from './postgres'
import { storesOn } from './stores/stores'

// No server polls here, so what arrives came over the direct address.
const timings = { feedSweepMs: 3_600_000, documentSweepMs: 3_600_000, rightsSweepMs: 3_600_000 }

/** A database, and its address through a pooler of two connections. */
async function pooled() {
  const { url: direct, drop } = await createMigratedDatabase()
  onTestFinished(drop)
  return { direct, url: await startPgbouncer(direct, 2) }
}

test('[NODE-7] two servers behind a pooler of two connections write at once, and call each other past it', async () => {
  const { direct, url } = await pooled()
  const serve = async () => {
    const app = await startApp({ databaseUrl: url, databaseDirectUrl: direct, timings, env: { JWT_SECRET: 'the same for both of the servers' } })
    onTestFinished(app.close)
    return app
  }
  const [one, other] = [await serve(), await serve()]
  const { faceId } = await importTestWall(one.services)
  const ann = await one.register('lynx')
  const got = await followed(await other.socket(), `face:${faceId}`)
  const names = Array.from({ length: 30 }, (_, n) => `Bloc ${n}`)
  const answers = await Promise.all(names.map((name, n) => create(n % 2 === 0 ? one : other, ann, faceId, name)))
  expect(answers.map(({ status }) => status)).toEqual(names.map(() => 201))
  const climbs = () => got.flatMap(({ rows }) => rows).filter(({ kind, op }) => kind === 'climb' && op === 'put')
  await expect.poll(() => new Set(climbs().map(({ id }) => id)).size).toBe(names.length)
  expect(got.map(({ from }) => from).slice(1)).toEqual(got.map(({ to }) => to).slice(0, -1))
  expect(await one.call('GET', '/ready')).toMatchObject({ status: 200, body: { line: true, database: true } })
})

test('[NODE-4] [NODE-7] behind a pooler too, a statement of a transaction takes only so long', async () => {
  const { direct, url } = await pooled()
  const db = openPostgres(url, { directUrl: direct, pool: 2, statementMs: 300 })
  onTestFinished(() => db.close())
  const holder = new pg.Client({ connectionString: direct })
  await holder.connect()
  onTestFinished(() => holder.end())
  await holder.query('BEGIN')
  await holder.query('LOCK TABLE epochs')
  const write = () => db.transaction(tx => storesOn(tx).feeds.newEpoch('new', instant('2024-01-01T00:00:00.000000Z')))
  const error = await write().then(() => null, (reason: unknown) => reason)
  expect([isUnavailable(error), error instanceof Error && (error.cause as { code?: string }).code]).toEqual([true, '57014'])
  await holder.query('ROLLBACK')
  await write()
  expect((await storesOn(db).feeds.epoch())?.id).toBe('new')
})

test('[DOCTOR-11] an address past the pooler that leads nowhere is told', async () => {
  const { direct, url } = await pooled()
  const found = async (directUrl: string) => {
    const config = readConfig({ DATABASE_URL: url, DATABASE_DIRECT_URL: directUrl, JWT_SECRET: 'only for this test' })
    return (await checkDatabase({ config, now: Date.now })).filter(({ isOk }) => !isOk).map(({ text }) => text)
  }
  expect(await found(direct)).toEqual([])
  expect(await found('postgres://nobody@127.0.0.1:9/none')).toEqual([expect.stringContaining('DATABASE_DIRECT_URL')])
})
