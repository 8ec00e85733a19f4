import { expect, test } from 'vitest'
import { contentOf } from '../../shared/rules/stoktContent'
import { nextStep } from './publishSteps'

const told = { name: 'Retour', holds_list: 'S901 T945', grade_font: '6B', feet_rule: null, description: null, is_private: false, tags: [] }
const wanted = contentOf(told)
const nowhere = { posting: null, sent: null, stokt_id: null, wanted }
const there = { ...nowhere, sent: wanted, stokt_id: 'x' }
const stepOf = (published: Parameters<typeof nextStep>[0]) => nextStep(published).step

test('[STOKT-17] a climb is made once: while the answer is not known it is looked up', () => {
  expect(stepOf(nowhere)).toBe('make')
  expect(stepOf({ ...nowhere, posting: wanted })).toBe('look up')
  expect(stepOf({ ...nowhere, posting: wanted, wanted: null })).toBe('look up')
  expect(stepOf(there)).toBe('nothing')
})

test('[STOKT-18] words are never public that are to be private', () => {
  const secret = contentOf({ ...told, name: 'Secret', is_private: true })
  expect(nextStep({ ...there, wanted: secret })).toEqual({ step: 'hide or show', content: { ...wanted, is_private: true } })
  expect(nextStep({ ...there, sent: secret })).toMatchObject({ step: 'change', fields: ['name'], content: { is_private: true } })
  expect(stepOf({ ...there, sent: { ...wanted, is_private: true } })).toBe('hide or show')
})

test('[STOKT-18] a deleted climb is deleted where it is, and made anew when it is back', () => {
  expect(stepOf({ ...there, wanted: null })).toBe('delete')
  expect(stepOf({ ...there, sent: null, wanted: null })).toBe('nothing')
  expect(stepOf({ ...there, sent: null })).toBe('make')
})

test('[STOKT-16] a climb with a hold of our own is not sent', () => {
  expect(stepOf({ ...nowhere, wanted: contentOf({ ...told, holds_list: 'S901 T1000000001' }) })).toBe('refuse')
})
