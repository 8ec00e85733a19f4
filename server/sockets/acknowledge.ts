import type { z } from 'zod'
import type { Ack, ClientToServer } from '../../shared/contract/feeds'
import { Refusal } from '../../shared/result'
import { UNDER_WAY } from '../limits/socketPrices'
import type { Services } from '../services/services'
import { issuesOf } from '../http/issuesOf'
import { asRefusal, problemOf } from '../http/problem'
import type { AppSocket } from '../socketIo/appSocket'
import type { Language } from '../i18n/messages'

export type WireRefusal = Extract<Ack<object>, { ok: false }>

/** A refusal in the form of an event's acknowledgement. */
export const refused = (error: unknown, language: Language): WireRefusal => {
  const problem = problemOf(asRefusal(error), language)
  return { ok: false, error: { code: problem.code, message: problem.detail } }
}

/**
 * Handles a checked, acknowledged event: every outcome is an answer. [LIMIT-45] Only so many events of a connection run
 * at once.
 */
export function acknowledge<I, T extends object>(
  socket: AppSocket,
  { log, tellRefusal, tellFailure, watch }: Pick<Services, 'log' | 'tellRefusal' | 'tellFailure' | 'watch'>,
  { event, schema }: { event: keyof ClientToServer; schema: z.ZodType<I> },
  work: (input: I) => Promise<T>,
) {
  return async (raw: unknown, ack?: (answer: Ack<T>) => void) => {
    const reply = typeof ack === 'function' ? ack : () => {}
    const { data } = socket
    if (data.inFlight >= UNDER_WAY) return reply(refused(new Refusal('too_fast', { seconds: 1 }), data.language))
    data.inFlight++
    const began = performance.now()
    const tell = (outcome: string) =>
      watch.socketEvent({ asking: { what: event, actor: data.actor }, outcome, ms: performance.now() - began })
    try {
      const input = schema.safeParse(raw)
      if (!input.success) throw new Refusal('invalid', {}, { issues: issuesOf(input.error, raw) })
      reply({ ok: true, ...await work(input.data) })
      tell('ok')
    } catch (error) {
      const refusal = asRefusal(error)
      tell(refusal.code)
      if (refusal.code === 'internal') {
        log.error({ err: error }, 'socket event failed')
        tellFailure('socket', error)
      } else tellRefusal(refusal, { what: 'socket event', actor: data.actor })
      reply(refused(error, data.language))
    } finally {
      data.inFlight--
    }
  }
}
