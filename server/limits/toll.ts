import { Refusal } from '../../shared/result'
import { createBudgets } from './budgets'
import type { RestAllowances } from './restPrices'

export interface Payer {
  as: keyof RestAllowances
  id: string
}
export interface Toll {
  /** Is paid before the work. @throws Refusal `too_fast` with the wait, and then nothing is taken */
  pay: (payer: Payer, units: number) => void
}

const WAIT_MAX_S = 60

/** [LIMIT-96] A bucket for each address, person and key, in the memory of this node. */
export function createToll(allowances: RestAllowances, now?: () => number): Toll {
  const budgets = new Map(Object.entries(allowances).map(([as, allowance]) => [as, createBudgets(allowance, now)]))
  return {
    pay({ as, id }, units) {
      const budget = budgets.get(as)
      if (!budget || units <= 0 || budget.take(id, units)) return
      throw new Refusal('too_fast', { seconds: Math.min(WAIT_MAX_S, budget.waitFor(id, units)) })
    },
  }
}
