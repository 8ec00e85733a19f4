import { expect, test } from 'vitest'
import { createDocumentPrices } from './documentPrices'
import { chargeUpdate } from './payFor'

const summary = { structs: [], deletes: [], changes: 1, bytes: 10, needs: [], mostAtOnePlace: 0 }
const ada = { newClients: 0, name: 'sheet/f', userId: 'ada' }
const emptyOf = (work: () => void) => {
  try {
    work()
    return null
  } catch (error) {
    return (error as { params: { key: string } }).params.key
  }
}

test('[LIMIT-23] a day with no network is taken at once, ten of them are not', () => {
  const prices = createDocumentPrices()
  const day = { ...summary, changes: 6_000, bytes: 300_000 }
  expect(emptyOf(() => chargeUpdate(day, { ...ada, newClients: 3, prices }))).toBeNull()
  expect(emptyOf(() => Array.from({ length: 9 }, () => chargeUpdate(day, { ...ada, prices })))).toBe('changes')
})

test('[LIMIT-23] what one person may add is counted for each document, and each person pays for themselves', () => {
  const prices = createDocumentPrices()
  const large = { ...summary, bytes: 2 * 1024 * 1024 }
  expect(emptyOf(() => chargeUpdate(large, { ...ada, prices }))).toBeNull()
  expect(emptyOf(() => chargeUpdate(summary, { ...ada, prices }))).toBe('bytes')
  expect(emptyOf(() => chargeUpdate(large, { ...ada, name: 'sheet/g', prices }))).toBeNull()
  expect(emptyOf(() => chargeUpdate(large, { ...ada, userId: 'bo', prices }))).toBeNull()
  expect(emptyOf(() => Array.from({ length: 21 }, () => chargeUpdate(summary, { ...ada, userId: 'cy', newClients: 10, prices })))).toBe(
    'clients',
  )
})

test('[LIMIT-23] whoever used up time or copies waits until they have refilled', () => {
  const prices = createDocumentPrices()
  prices.person.time.charge('ada', 5_000)
  prices.person.copies.charge('bo', 31)
  expect(emptyOf(() => chargeUpdate(summary, { ...ada, prices }))).toBe('time')
  expect(emptyOf(() => chargeUpdate(summary, { ...ada, userId: 'bo', prices }))).toBe('copies')
})
