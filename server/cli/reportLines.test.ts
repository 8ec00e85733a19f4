import { expect, it } from 'vitest'
import { reportLines } from './reportLines'

const none = { created: 0, updated: 0, unchanged: 0 }
const tallies = {
  gym: none,
  face: none,
  holds: { ...none, unchanged: 776 },
  setters: none,
  climbs: { created: 3, updated: 12, unchanged: 0 },
}

it('[IMPORT-4] shows what was done, and why a row was rejected', () => {
  const rejected = [{ kind: 'climb' as const, id: 'c1', name: 'Boiteux\u001b[2J', reason: 'the wall has no hold 7' }]
  expect(reportLines({ tallies, rejected, demoRemoved: true })).toEqual([
    '         created  updated  unchanged  rejected',
    'gym            0        0          0         0',
    'face           0        0          0         0',
    'holds          0        0        776         0',
    'setters        0        0          0         0',
    'climbs         3       12          0         1',
    '',
    'The demo wall was removed.',
    '',
    'Rejected:',
    '  climb c1 "Boiteux [2J": the wall has no hold 7',
  ])
})

it('is the table alone where nothing was rejected', () => {
  expect(reportLines({ tallies, rejected: [], demoRemoved: false })).toHaveLength(6)
})
