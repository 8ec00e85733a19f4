import { expect, it } from 'vitest'
import { avatarAddress } from './avatarAddress'

it('a picture’s address changes with the picture, and who has none has no address', () => {
  expect(avatarAddress({ id: 'u', avatar_path: 'avatars/one.webp' })).toBe('/api/users/u/avatar?v=one.webp')
  expect(avatarAddress({ id: 'u', avatar_path: '/api/users/u/avatar', avatar_version: 'two' })).toBe('/api/users/u/avatar?v=two')
  expect(avatarAddress({ id: 'u', avatar_path: null })).toBe('')
  expect(avatarAddress({ id: 'u', avatar_path: null, avatar_version: null })).toBe('')
})
