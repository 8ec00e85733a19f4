import type { Database } from '../db/database'
import { storesOn } from '../db/stores/stores'
import { batched } from '../concurrency/batch'

export interface ClientClaim {
  /** The document's name. */
  name: string
  clientId: number
  userId: string
}
export type ClaimClient = (claim: ClientClaim) => Promise<boolean>

/** [LIMIT-26] Claims for everybody who comes in one turn in one transaction: after a restart thousands come. */
export const createClaimClient = ({ db }: { db: Database }): ClaimClient => batched(claims => db.transaction(async (tx) => {
  const { documents } = storesOn(tx)
  const answers: boolean[] = []
  for (const { name, clientId, userId } of claims) answers.push(await documents.claimClients(name, [clientId], userId))
  return answers
}))
