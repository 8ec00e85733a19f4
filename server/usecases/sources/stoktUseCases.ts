import type { stoktCommands } from '../../../shared/contract/stokt'
import type { UseCase } from '../useCase'
import { refreshClimb } from './refreshClimb'
import { getStoktClimb, getStoktOwn, getStoktSetup, listStoktClimbs } from './readStokt'
import { getStoktState } from './stoktState'
import { syncStokt } from './syncStokt'
import { commentInStokt, deleteStoktComment } from './commentStokt'
import { listStoktComments, listStoktSends } from './socialStokt'
import { bookmarkInStokt, likeInStokt, setStoktClimb, unbookmarkInStokt, unlikeInStokt } from './writeStokt'

type Name = keyof typeof stoktCommands | 'sources.stokt' | 'sources.syncStokt' | 'sources.refreshClimb'

/** The mirror of the gym, and what Stokt itself holds. */
export const stoktUseCases: { [C in Name]: UseCase<C> } = {
  'sources.stokt': getStoktState,
  'sources.syncStokt': syncStokt,
  'sources.refreshClimb': refreshClimb,
  'stokt.setup': getStoktSetup,
  'stokt.climbs': listStoktClimbs,
  'stokt.climb': getStoktClimb,
  'stokt.mine': getStoktOwn,
  'stokt.like': likeInStokt,
  'stokt.unlike': unlikeInStokt,
  'stokt.bookmark': bookmarkInStokt,
  'stokt.unbookmark': unbookmarkInStokt,
  'stokt.sends': listStoktSends,
  'stokt.comments': listStoktComments,
  'stokt.comment': commentInStokt,
  'stokt.deleteComment': deleteStoktComment,
  'stokt.setClimb': setStoktClimb,
}
