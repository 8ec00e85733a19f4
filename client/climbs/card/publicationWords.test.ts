import { expect, it } from 'vitest'
import { PublicationFault, PublicationState } from '../../../shared/model/publication'
import fr from '../../locales/fr/stokt.json'
import { mayTryAgain, needsLink, publicationWords } from './publicationWords'

it('[STOKT-20] there is a sentence for each state and each reason', () => {
  for (const state of PublicationState.options) expect(fr.stokt.state).toHaveProperty(state)
  for (const fault of PublicationFault.options) expect(fr.stokt.fault).toHaveProperty(fault)
})

it('[STOKT-20] says the state and why, and leaves the reason to Stokt where Stokt says it', () => {
  expect(publicationWords({ state: 'there', fault: null, words: null })).toEqual(['stokt.state.there'])
  expect(publicationWords({ state: 'waiting', fault: 'failing', words: null })).toEqual(['stokt.state.waiting', 'stokt.fault.failing'])
  expect(publicationWords({ state: 'refused', fault: 'refused', words: 'name: taken' })).toEqual(['stokt.state.refused'])
  expect(publicationWords({ state: 'refused', fault: 'unknown_hold', words: null })).toEqual(['stokt.state.refused', 'stokt.fault.unknown_hold'])
})

it('[STOKT-20] offers another try where one makes sense', () => {
  const tries = (state: 'waiting' | 'there' | 'refused', fault: PublicationFault | null) => mayTryAgain({ state, fault, words: null })
  expect([tries('there', null), tries('waiting', null), tries('waiting', 'failing'), tries('refused', 'refused')]).toEqual([false, false, true, true])
  expect([tries('waiting', 'token_ended'), needsLink({ state: 'waiting', fault: 'not_linked', words: null })]).toEqual([false, true])
})
