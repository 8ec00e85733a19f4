import { expect, test } from 'vitest'
import type { Actor } from './actor'
import { canReadList, ownsList } from './lists'

const ann: Actor = { kind: 'user', id: 'ann', role: 'user', name: 'Ann' }
const everybody: Record<string, Actor> = {
  guest: { kind: 'guest' }, ann, bob: { ...ann, id: 'bob' }, admin: { ...ann, id: 'boss', role: 'admin' }, key: { kind: 'key', name: 'k', scopes: ['admin'] },
}
const who = (may: (actor: Actor) => boolean) => Object.entries(everybody).filter(([, actor]) => may(actor)).map(([name]) => name)

test('[LIST-2] [LIST-3] a list is its owner’s, and a shared one is read by everybody who has its id', () => {
  expect(who(actor => ownsList(actor, { owner_id: 'ann' }))).toEqual(['ann'])
  expect(who(actor => canReadList(actor, { owner_id: 'ann', is_shared: false }))).toEqual(['ann'])
  expect(who(actor => canReadList(actor, { owner_id: 'ann', is_shared: true }))).toEqual(Object.keys(everybody))
})
