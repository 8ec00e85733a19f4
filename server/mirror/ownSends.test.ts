import { expect, test } from 'vitest'
import { instant } from '../../shared/model/instant'
import { ownSends } from './ownSends'

const NOW = instant('2026-06-01T12:00:00Z')
const send = (odd: object = {}) =>
  ({ id: 'send-1', effortBy: { id: 7 }, effortDate: '2026-05-01T20:00:00+02:00', isFlash: false, attemptsNumber: 3, ...odd })

test('[STOKT-21] the person’s own sends are read, with date, flash and attempts', () => {
  expect(ownSends([send(), send({ id: 'send-2', effortBy: { id: 'other' } })], '7', NOW)).toEqual([
    { stokt_id: 'send-1', sent_at: '2026-05-01T18:00:00.000000Z', is_flash: false, attempts: 3 },
  ])
  expect(ownSends([send({ isFlash: true, attemptsNumber: 5 })], '7', NOW)).toMatchObject([{ is_flash: true, attempts: 1 }])
  expect(ownSends([send({ attemptsNumber: null }), send({ attemptsNumber: 0 })], '7', NOW)).toMatchObject([{ attempts: null }, { attempts: null }])
})

test('[STOKT-21] what cannot be read, or lies in the future, is left out', () => {
  const odd = [null, 'x', {}, send({ effortDate: 'soon' }), send({ effortDate: '2027-01-01T00:00:00Z' }), send({ id: '' }), send({ effortBy: null })]
  expect(ownSends(odd, '7', NOW)).toEqual([])
})
