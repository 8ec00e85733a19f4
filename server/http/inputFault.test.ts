import { expect, test } from 'vitest'
import { inputFault } from './inputFault'

const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)

test('[LIMIT-87] an input has at most twenty levels and ten thousand values, however deep it was sent', () => {
  expect(inputFault({ name: 'x', hold_ids: Array.from({ length: 1000 }, (_, at) => at), nothing: null })).toBeNull()
  expect(inputFault(nested(20))).toBeNull()
  for (const depth of [21, 5000, 100_000]) expect(inputFault(nested(depth))).toEqual({ path: '', message: 'too_deep' })
  expect(inputFault(JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`))).toEqual({ path: '', message: 'too_deep' })
  expect(inputFault(Array.from({ length: 10_001 }, () => 1))).toEqual({ path: '', message: 'too_many_values' })
  expect(inputFault(Array.from({ length: 101 }, () => Array.from({ length: 100 }, () => 1)))).toEqual({
    path: '',
    message: 'too_many_values',
  })
})

test('[REST-5] a NUL is found wherever it stands, the first of them', () => {
  expect(inputFault({ a: [{ b: 'x' }, { b: 'y\0' }], c: '\0' })).toEqual({ path: 'a.1.b', message: 'nul' })
})
