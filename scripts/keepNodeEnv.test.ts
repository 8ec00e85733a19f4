import { afterEach, expect, test } from 'vitest'
import { keepNodeEnv } from './keepNodeEnv.mjs'

const before = process.env['NODE_ENV']
afterEach(() => {
  process.env['NODE_ENV'] = before
})
const build = async () => {
  process.env['NODE_ENV'] = 'production'
  return 'built'
}

test('a build that calls the process production leaves it as it was', async () => {
  process.env['NODE_ENV'] = 'staging'
  expect([await keepNodeEnv(build), process.env['NODE_ENV']]).toEqual(['built', 'staging'])
  delete process.env['NODE_ENV']
  expect([await keepNodeEnv(build), process.env['NODE_ENV']]).toEqual(['built', undefined])
})

test('so does one that fails', async () => {
  delete process.env['NODE_ENV']
  const failing = keepNodeEnv(async () => {
    await build()
    throw new Error('no space left')
  })
  await expect(failing).rejects.toThrow('no space left')
  expect(process.env['NODE_ENV']).toBeUndefined()
})
