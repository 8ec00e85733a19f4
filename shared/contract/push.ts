import { z } from 'zod'
import { PushKinds } from '../model/push'
import type { Command } from './command'

const key = (bytes: number) => z.string().regex(new RegExp(`^[A-Za-z0-9_-]{${Math.ceil(bytes * 4 / 3)}}={0,2}$`))
export const PushState = z.object({
  /** The key with which a browser subscribes. */
  public_key: z.string(),
  /** Null: this session's browser shows no notifications. */
  kinds: PushKinds.nullable(),
})

export const pushCommands = {
  'push.get': {
    method: 'GET', path: '/api/push', summary: 'Whether the browser of this session shows notifications', gate: 'user',
    input: z.object({}), output: PushState,
  },
  'push.subscribe': {
    method: 'PUT', path: '/api/push', summary: 'Show notifications in the browser of this session', gate: 'user',
    input: z.strictObject({
      endpoint: z.string().max(1000),
      /** As the browser gives them. */
      keys: z.strictObject({ p256dh: key(65), auth: key(16) }),
      kinds: PushKinds,
    }),
    output: PushState,
  },
  'push.unsubscribe': {
    method: 'DELETE', path: '/api/push', summary: 'Show no more notifications in the browser of this session', gate: 'user',
    input: z.strictObject({}), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
