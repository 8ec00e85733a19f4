import type { AuthenticationParts } from '../auth/actor'
import type { Foundation } from '../foundation/foundation'
import type { ClaimClient } from './claimClient'
import type { DocumentPrices } from './documentPrices'

/** The parts of the server that documents need. */
export interface CollabServices extends Foundation, AuthenticationParts {
  /** Makes a Yjs client id of a document a user's. @returns true if it is */
  claimClient: ClaimClient
  /** The buckets from which work on documents is paid. */
  documentPrices: DocumentPrices
}
