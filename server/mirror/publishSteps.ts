import { changedFields, knowsHolds, type StoktContent } from '../../shared/rules/stoktContent'
import type { PublishedClimb } from '../db/stores/stokt/publications'

/** What is to be asked of Stokt next for a climb. */
export type PublishStep =
  /** It may be there: the answer to its making was lost. */
  | { step: 'look up' }
  | { step: 'make'; content: StoktContent }
  | { step: 'change'; content: StoktContent; fields: (keyof StoktContent)[] }
  | { step: 'hide or show'; content: StoktContent }
  | { step: 'delete' }
  /** It uses a hold that Stokt cannot know. */
  | { step: 'refuse' }
  | { step: 'nothing' }

function toChange(sent: StoktContent, wanted: StoktContent): PublishStep {
  const changed = changedFields(sent, wanted)
  const fields = changed.filter(field => field !== 'is_private')
  // A climb becomes private before its new words are told, and public after them.
  if (changed.includes('is_private') && (wanted.is_private || fields.length === 0))
    return { step: 'hide or show', content: { ...sent, is_private: wanted.is_private } }
  return fields.length > 0 ? { step: 'change', content: { ...wanted, is_private: sent.is_private }, fields } : { step: 'nothing' }
}

/** [STOKT-18] One step at a time, until Stokt has the climb as it is here. */
export function nextStep(
  { posting, sent, wanted, stokt_id }: Pick<PublishedClimb, 'posting' | 'sent' | 'wanted' | 'stokt_id'>,
): PublishStep {
  if (posting !== null) return { step: 'look up' }
  const isThere = sent !== null && stokt_id !== null
  if (wanted === null) return { step: isThere ? 'delete' : 'nothing' }
  if (!knowsHolds(wanted)) return { step: 'refuse' }
  return isThere ? toChange(sent, wanted) : { step: 'make', content: wanted }
}
