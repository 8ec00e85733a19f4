import { describe, expect, it } from 'vitest'
import { keyOf } from './useShortcuts'

const pressed = (key: string, held: { ctrlKey?: boolean; metaKey?: boolean; shiftKey?: boolean } = {}): string =>
  keyOf({ ctrlKey: false, metaKey: false, shiftKey: false, ...held, key })

describe('the key of a shortcut', () => {
  it('names a key alone as it is', () => {
    expect([pressed('j'), pressed('?', { shiftKey: true }), pressed('Escape')]).toEqual(['j', '?', 'Escape'])
  })

  it('takes Ctrl and Command for the same', () => {
    expect([pressed('z', { ctrlKey: true }), pressed('z', { metaKey: true })]).toEqual(['mod+z', 'mod+z'])
  })

  it('tells redo from undo', () => {
    expect(pressed('Z', { ctrlKey: true, shiftKey: true })).toBe('mod+shift+z')
  })
})
