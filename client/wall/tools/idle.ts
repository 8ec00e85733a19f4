import type { Go, Pointer, Tool } from './tool'

export const idle = (go: Go, lastTap?: Pointer): Tool => ({
  name: 'idle',
  down: pointer => go.pointing(pointer, lastTap),
})
