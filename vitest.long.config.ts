import { defineConfig } from 'vitest/config'

/** The tests that take minutes, or wait for real: `npm run test:long`. One file at a time, because some measure. */
export default defineConfig({
  test: {
    name: 'long',
    include: ['tests/long/**/*.test.ts'],
    globalSetup: ['./tests/support/builtServer.ts', './tests/support/postgresServer.ts', './tests/hostile/walls.ts'],
    pool: 'forks',
    maxWorkers: 1,
    testTimeout: 1_800_000,
    expect: { poll: { timeout: 60_000 } },
    hookTimeout: 60_000,
    // Figures are said on standard output; the rest is libraries that complain of what the tests break.
    onConsoleLog: (_log, type) => type === 'stdout',
  },
})
