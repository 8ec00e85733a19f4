import { expect, it } from 'vitest'
import { renamedQuery } from './renamedQuery'

it('[FIND-1] an older link finds what it found, and one of today is left alone', () => {
  expect(renamedQuery({ q: 'dalle', without: 'sale', grips: 'bac' })).toEqual({ search: 'dalle', not_conditions: 'sale', grips: 'bac' })
  expect(renamedQuery({ search: 'dalle', grips: 'bac' })).toBeNull()
})
