import { pino, type Logger } from 'pino'

/** One JSON line an event; nothing in it is ever a secret. */
export const createLog = (level: string): Logger => pino({ level, base: null, redact: ['req.headers', 'token', 'password'] })
export type { Logger }
