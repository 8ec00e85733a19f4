import { pino, type DestinationStream, type Logger } from 'pino'
import { errorReport } from './errorReport'

/** One JSON line an event; nothing in it is ever a secret. @param to standard output unless told otherwise */
export const createLog = (level: string, to?: DestinationStream): Logger => pino({
  level, base: null, redact: ['req.headers', 'token', 'password'], serializers: { err: errorReport },
}, to ?? pino.destination(1))
export type { Logger }
