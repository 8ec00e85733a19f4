import type { IncomingMessage, ServerResponse } from 'node:http'
import { networkOf } from '../limits/addresses'
import { createBudgets } from '../limits/budgets'
import type { Services } from '../services/services'

/**
 * So many refusals are answered at once to an address: pages that ask forty things, and programs that wait as told,
 * need no more.
 */
const PROMPT = { perSecond: 5, burst: 100 }
/** Sixty connections that never stop asking are answered 120 times a second instead of a thousand times. */
const LATE_MS = 500
/** A waiting refusal holds a connection and some memory; beyond this number all are answered at once. */
const WAITING_MAX = 1_000

/** Answers now or later. */
export type AnswerRefusal = (request: IncomingMessage, response: ServerResponse, answer: () => void) => void

/** [LIMIT-100] A caller who goes on asking, although told to wait, gets the next refusals only after a while. */
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
