import type { Go, Tool } from './tool'

/** What had to be done is done, or nothing can be: wait for the finger to leave. */
export const waiting = (go: Go): Tool => ({
  name: 'waiting',
  up: () => go.idle(),
})
