import { existsSync, statfsSync } from 'node:fs'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { findProgram, PROGRAMS } from './scripts/testPrograms.mjs'

/** Two cores are what a small runner has. Tests wait for browsers, processes, timers and disks for a part of their time. */
const WORKERS = 3
/** The tests of attacks watch how long others wait meanwhile. */
const ATTACKS = 2
/** A busy machine lets a test wait longer; only a condition that never comes fails. */
const LIMIT_MS = 60_000
const expect = { poll: { timeout: 15_000, interval: 20 } }
const postgres = ['./tests/support/postgresServer.ts']

/** The files of tests are gone when they end: if memory has room for them, no test waits for a disk. */
const MEMORY = '/dev/shm'
const ROOM_BYTES = 2 * 1024 ** 3
const room = (folder: string) => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
if (existsSync(MEMORY) && room(MEMORY) >= ROOM_BYTES) process.env['TMPDIR'] = MEMORY

/** The tests of programs that this machine does not have; scripts/test.mjs tells of them. */
const NEEDING = { nats: 'tests/wire/cluster/nats.test.ts', pgbouncer: 'server/db/pgbouncer.db.test.ts' } as const
const without = (program: keyof typeof NEEDING): string[] => (findProgram(PROGRAMS[program]) === null ? [NEEDING[program]] : [])

/** The files that take ten seconds and more, by the end of their path. A new clone does not know how long each takes. */
const LONG = [
  'faults/kills', 'wire/process', 'wire/imports', 'wire/commandMatrix', 'cli/takeOver.db', 'cli/people.db', 'cli/doctor.db',
  'faults/histories', 'wire/restPrices', 'db/postgres.db', 'cli/backup.db', 'cli/accounts.db', 'documents/durability',
  'e2e/fingers', 'e2e/offlineOutbox', 'e2e/largeText', 'e2e/desktop', 'e2e/accountPages', 'e2e/pages', 'e2e/loupe', 'e2e/accounts', 'e2e/admin',
  'e2e/passkeys', 'e2e/editing', 'e2e/offlineDocuments', 'e2e/offlineApp', 'e2e/marks', 'e2e/notices', 'e2e/importWall', 'e2e/locks', 'e2e/votes', 'e2e/adminActs',
].map(name => `/${name}.test.ts`)

/** Starts the long files first, so that no worker waits for one of them at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some(name => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    reporters: ['default'],
    // A forgotten console line hides the failure that matters.
    silent: 'passed-only',
    sequence: { sequencer: LongestFirst },
    // Each project loads the server's files anew: they are compiled once for all.
    experimental: { fsModuleCache: true },
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['{shared,client,server,scripts}/**/*.test.ts', 'tests/support/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          pool: 'threads',
          // Loading the program takes longer than most tests; all share it, and each puts back what it replaces.
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: LIMIT_MS,
          expect,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'store',
          include: ['{server,tests}/**/*.db.test.ts'],
          exclude: ['**/node_modules/**', ...without('pgbouncer')],
          globalSetup: postgres,
          pool: 'forks',
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: LIMIT_MS,
          expect,
          hookTimeout: LIMIT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'wire',
          include: ['tests/wire/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', ...without('nats')],
          globalSetup: ['./tests/support/builtServer.ts', ...postgres],
          pool: 'forks',
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: LIMIT_MS,
          expect,
          hookTimeout: LIMIT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'model',
          include: ['tests/{model,fuzz}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          globalSetup: postgres,
          pool: 'forks',
          maxWorkers: WORKERS,
          testTimeout: LIMIT_MS,
          expect,
          hookTimeout: LIMIT_MS,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['./tests/support/builtApp.ts', ...postgres],
          pool: 'forks',
          // Each worker has one browser.
          isolate: false,
          maxWorkers: WORKERS,
          testTimeout: LIMIT_MS,
          expect,
          hookTimeout: LIMIT_MS,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'hostile',
          include: ['tests/hostile/**/*.test.ts'],
          globalSetup: ['./tests/support/builtServer.ts', ...postgres, './tests/hostile/walls.ts'],
          pool: 'forks',
          // After all others: they watch what an attack does to somebody else. An attack itself mostly waits.
          maxWorkers: ATTACKS,
          testTimeout: LIMIT_MS,
          expect,
          hookTimeout: LIMIT_MS,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
