import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** Two cores are what a small runner has; more workers than that only make time limits lie. */
const WORKERS = 2
/** What is waited for comes when it comes on a busy machine; only what never comes fails. */
const expect = { poll: { timeout: 15_000, interval: 20 } }
const postgres = ['./tests/support/postgresServer.ts']

export default defineConfig({
  test: {
    reporters: ['default'],
    // A forgotten console line hides the failure that matters.
    silent: 'passed-only',
    projects: [
      {
        plugins: [vue()],
        test: {
          name: 'unit',
          include: ['{shared,client,server,scripts}/**/*.test.ts', 'tests/support/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          pool: 'threads',
          maxWorkers: WORKERS,
          testTimeout: 20_000,
          expect,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'store',
          include: ['{server,tests}/**/*.db.test.ts'],
          globalSetup: postgres,
          pool: 'forks',
          maxWorkers: WORKERS,
          testTimeout: 20_000,
          expect,
          hookTimeout: 30_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'wire',
          include: ['tests/wire/**/*.test.ts'],
          exclude: ['**/*.db.test.ts'],
          globalSetup: ['./tests/support/builtServer.ts', ...postgres],
          pool: 'forks',
          maxWorkers: WORKERS,
          testTimeout: 20_000,
          expect,
          hookTimeout: 30_000,
          sequence: { groupOrder: 2 },
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
          testTimeout: 60_000,
          expect,
          hookTimeout: 30_000,
          sequence: { groupOrder: 3 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['./tests/support/builtApp.ts', ...postgres],
          pool: 'forks',
          // One browser at a time: two on two cores starve each other.
          maxWorkers: 1,
          testTimeout: 60_000,
          expect,
          hookTimeout: 60_000,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
})
