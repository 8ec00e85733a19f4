import type { Publication } from '../../../shared/model/publication'

type Told = Pick<Publication, 'state' | 'fault' | 'words'>

/** The keys of the sentences that say how a climb stands in Stokt. */
export function publicationWords({ state, fault, words }: Told): string[] {
  // Stokt's own words say more than that it refused.
  const isSaid = words !== null && fault === 'refused'
  return [`stokt.state.${state}`, ...(fault === null || isSaid ? [] : [`stokt.fault.${fault}`])]
}

/** The account is to be linked again first. */
export const needsLink = ({ fault }: Told): boolean => fault === 'not_linked' || fault === 'token_ended'

export const mayTryAgain = (told: Told): boolean =>
  told.state !== 'there' && !needsLink(told) && (told.state === 'refused' || told.fault !== null)
