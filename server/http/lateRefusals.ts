import type { IncomingMessage, ServerResponse } from 'node:http'
import { networkOf } from '../limits/addresses'
import { createBudgets } from '../limits/budgets'
import type { Services } from '../services'

/** Refusals that an address is told at once: a page that asks forty things, and a program that waits as it was told. */
const PROMPT = { perSecond: 5, burst: 100 }
/** Sixty connections that ask on and on are answered 120 times a second instead of a thousand times. */
const LATE_MS = 500
/** Each that waits holds a connection and some memory; beyond, all are answered at once. */
const WAITING_MAX = 1_000

/** Answers now or later. */
export type AnswerRefusal = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void

/** [LIMIT-100] Whoever asks on although they were told to wait is told so again only after a while. */
export function createLateRefusals({ addressOf }: Pick<Services, 'addressOf'>): AnswerRefusal {
  const prompt = createBudgets(PROMPT)
  let waiting = 0
  return (request, response, answer) => {
    if (waiting >= WAITING_MAX || prompt.take(networkOf(addressOf(request) ?? ''))) return answer()
    waiting++
    const timer = setTimeout(() => {
      response.off('close', leave)
      waiting--
      answer()
    }, LATE_MS)
    const leave = () => {
      clearTimeout(timer)
      waiting--
    }
    response.once('close', leave)
  }
}
