import type { DocumentPrices } from '../../server/collab/documentPrices'
import type { Budgets } from '../../server/limits/budgets'

const free: Budgets = { take: () => true, charge: () => {}, waitFor: () => 1 }

/** For tests that write thousands of times a second as one person. */
export const freePrices: DocumentPrices = {
  person: { changes: free, time: free, copies: free },
  personInDocument: { bytes: free, clients: free },
  asking: { openings: free, comparisons: free },
}
