import type { Go, Tool } from './tool'

export const idle = (go: Go): Tool => ({
  name: 'idle',
  down: pointer => go.pointing(pointer),
})
