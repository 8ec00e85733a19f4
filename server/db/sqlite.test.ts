import { expect, test } from 'vitest'
import { requireSafeSqlite } from './sqlite'

test.each([
  ['3.51.3', true], ['3.51.10', true], ['3.53.2', true], ['4.0.0', true],
  ['3.51.2', false], ['3.50.4', false], ['3.7.0', false], ['', false],
])('[STORE-5] SQLite %j may be used: %j', (version, isSafe) => {
  if (isSafe) expect(() => requireSafeSqlite(version)).not.toThrow()
  else expect(() => requireSafeSqlite(version)).toThrow('3.51.3')
})
