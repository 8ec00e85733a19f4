import { expect, it } from 'vitest'
import { foundGrade } from './foundGrade'

it('[FIND-9] finds a grade that is typed, alone or beside other words', () => {
  expect(foundGrade('6b')).toEqual({ font: '6B', rest: '' })
  expect(foundGrade(' léa  6b+ dalle')).toEqual({ font: '6B+', rest: 'léa dalle' })
  expect(foundGrade('4')).toEqual({ font: '4', rest: '' })
  expect(foundGrade('6BQ')).toBeNull()
  expect(foundGrade('')).toBeNull()
})
