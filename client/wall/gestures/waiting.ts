import type { Go, Tool } from './tool'

/** The act is done, or nothing can be done: wait for the finger to leave. */
export const waiting = (go: Go): Tool => ({
  name: 'waiting',
  up: () => go.idle(),
})
