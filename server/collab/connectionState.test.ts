import { expect, test } from 'vitest'
import { afterOutage, afterStep1, afterStep2, isDropped, type ConnectionState } from './connectionState'

const catchingUp: ConnectionState = { phase: 'catchingUp', gaps: 2, gapTimer: undefined }

test('a connection is complete once the answer to our step 1 is stored', () => {
  const opened = afterStep1({ phase: 'opening' })
  expect(opened).toEqual({ phase: 'catchingUp', gaps: 0, gapTimer: undefined })
  expect(afterStep2(opened)).toEqual({ phase: 'complete' })
})

test('after an outage the client is asked again and keeps the count of its gaps', () => {
  const away = afterOutage(catchingUp)
  expect(away).toEqual({ phase: 'databaseAway', gaps: 2 })
  expect(afterStep1(away)).toEqual(catchingUp)
})

test('an answer that is stored during an outage does not spare the client the next question', () => {
  expect(afterStep2(afterOutage(catchingUp))).toEqual({ phase: 'databaseAway', gaps: 2 })
})

test.each<ConnectionState>([{ phase: 'closing', isDropped: false }, { phase: 'left' }])(
  'nothing opens a connection again that is $phase',
  state => {
    for (const next of [afterStep1, afterStep2, afterOutage]) expect(next(state)).toBe(state)
  },
)

test('messages that wait are dropped with the connection, except where the server restarts', () => {
  expect(isDropped({ phase: 'left' })).toBe(true)
  expect(isDropped({ phase: 'closing', isDropped: true })).toBe(true)
  expect(isDropped({ phase: 'closing', isDropped: false })).toBe(false)
  expect(isDropped(catchingUp)).toBe(false)
})
