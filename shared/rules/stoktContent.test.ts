import { expect, test } from 'vitest'
import { bodyOf, changedFields, contentOf, knowsHolds, newBodyOf, orderedHolds } from './stoktContent'

const climb = {
  name: 'Retour', holds_list: 'T945 S902 S901 O945 F904', grade_font: '6B', feet_rule: null, description: null, is_private: false, tags: ['dalle'],
}

test('[STOKT-16] a climb is told in the words of Stokt, and what is empty is left out of a new one', () => {
  const content = contentOf(climb)
  expect(newBodyOf(content)).toEqual({
    name: 'Retour', holdsList: { start: [901, 902], others: [945], top: [945], feetOnly: [904] },
    grade: { gradingSystem: 'font', value: '6B' }, isPrivate: false, tags_list: ['dalle'],
  })
  expect(bodyOf(content, ['description', 'feet_rule'])).toEqual({ description: '', feetRule: '' })
  expect(newBodyOf(contentOf({ ...climb, grade_font: null, tags: [] }))).toMatchObject({ grade: { gradingSystem: 'font', value: '?' } })
  expect(newBodyOf(contentOf({ ...climb, tags: [] }))).not.toHaveProperty('tags_list')
})

test('[STOKT-17] the order of holds and of their roles does not matter', () => {
  expect(orderedHolds('T945 S902 S901 O945')).toBe(orderedHolds(' S901 S902  O945 T945'))
  expect(orderedHolds('S901 T945')).not.toBe(orderedHolds('S945 T901'))
})

test('[STOKT-18] only what differs is told', () => {
  const content = contentOf(climb)
  expect(changedFields(content, contentOf({ ...climb, holds_list: 'S901 S902 O945 T945 F904' }))).toEqual([])
  expect(changedFields(content, contentOf({ ...climb, name: 'Aller', grade_font: null, is_private: true }))).toEqual(['name', 'grade', 'is_private'])
})

test('[STOKT-16] holds that were drawn here have no number in Stokt', () => {
  expect(knowsHolds(contentOf(climb))).toBe(true)
  expect(knowsHolds(contentOf({ ...climb, holds_list: 'S901 T1000000000' }))).toBe(false)
})
