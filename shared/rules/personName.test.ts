import { expect, test } from 'vitest'
import { isReadable, isSaneAddress, looksLikeAnOffice } from './personName'

test.each(['Léa Margouillat', 'O’Neill', 'Grimpe-Lune', '王小明', 'محمد', 'Zoë 🧗', '❤️ escalade'])('[LIMIT-58] %j is read by everybody', (name) => {
  expect(isReadable(name)).toBe(true)
})

test.each(['Lé\u200ba', 'Léa\u202eaéL', '\u2066Léa', 'Lé\u0007a', 'Lé\u00ada', '\u3164', '\u2800\u200b', ' ', 'a\ud800', 'Léa\u2028'])('[LIMIT-58] %j holds what nobody sees', (name) => {
  expect(isReadable(name)).toBe(false)
})

test.each(['admin', 'ADMIN', 'Àdmin', 'аdmin', 'adm1n', '4dmin', 'a.d.m.i.n', 'adrnin', 'Ａｄｍｉｎ', 'admln', 'Administrateur', 'm0derateur', 'Modérateur', '- admin -'])('[LIMIT-58] %j reads as an office', (name) => {
  expect(looksLikeAnOffice(name)).toBe(true)
})

test.each(['Adrien', 'Admira', 'badminton', 'Mina D', 'Amine', 'Rooter', 'Léa (admin du mur)'])('[LIMIT-58] %j is somebody’s name', (name) => {
  expect(looksLikeAnOffice(name)).toBe(false)
})

test.each([
  ['lea@example.org', true], [`${'a'.repeat(64)}@example.org`, true], [`${'a'.repeat(65)}@example.org`, false],
  [`lea@${'b'.repeat(63)}.org`, true], [`lea@${'b'.repeat(64)}.org`, false],
])('[LIMIT-58] whether %s is an address: %s', (address, is) => {
  expect(isSaneAddress(address)).toBe(is)
})
