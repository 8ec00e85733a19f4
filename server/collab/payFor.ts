import { Refusal } from '../../shared/result'
import type { DocumentPrices } from './documentPrices'
import type { UpdateSummary } from './updateSummary'

/** The document and the person who changes it. */
export interface Paying {
  prices: DocumentPrices
  /** The number of client ids that the document does not have. */
  newClients: number
  name: string
  userId: string
}

/**
 * [LIMIT-23] Takes the price of an update from its author's buckets before anything is tried. An author whose time or
 * copies are used up must wait until they refill.
 * @throws Refusal `too_fast`, its key the bucket that is empty
 */
export function chargeUpdate(summary: UpdateSummary, { prices: { person, personInDocument }, newClients, name, userId }: Paying): void {
  const inDocument = `${userId} ${name}`
  const empty = (key: string) => new Refusal('too_fast', { key })
  if (!person.time.take(userId, 0)) throw empty('time')
  if (!person.copies.take(userId, 0)) throw empty('copies')
  if (!person.changes.take(userId, summary.changes)) throw empty('changes')
  if (!personInDocument.clients.take(inDocument, newClients)) throw empty('clients')
  if (!personInDocument.bytes.take(inDocument, summary.bytes)) throw empty('bytes')
}
