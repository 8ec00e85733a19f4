import { expect, test } from 'vitest'
import { guest } from '../../../shared/access/actor'
import { asUser } from '../../../tests/support/writeAs'
import { refuseOffice } from './refuseOffice'

test('[LIMIT-58] a user name that sounds official counts as taken, and a full name is refused at its field', () => {
  expect(() => refuseOffice(guest, { username: 'Admin' })).toThrow(
    expect.objectContaining({ code: 'taken', params: { field: 'username' } }),
  )
  expect(() => refuseOffice(asUser('me'), { full_name: 'Admin' })).toThrow(
    expect.objectContaining({ code: 'invalid', extra: { issues: [{ path: 'full_name', message: 'reserved' }] } }),
  )
})

test('[LIMIT-58] an admin may have such a name, and other names are free', () => {
  expect(() => refuseOffice(asUser('boss', 'admin'), { username: 'admin', full_name: 'Admin' })).not.toThrow()
  expect(() => refuseOffice(guest, { username: 'grimpeur', full_name: 'Éléphant Agile' })).not.toThrow()
})
