import type { CommandName } from '../../shared/contract/commands'
import { getUser } from './accounts/getUser'
import { login } from './accounts/login'
import { logout } from './accounts/logout'
import { getMe, updateMe } from './accounts/me'
import { refresh } from './accounts/refresh'
import { register } from './accounts/register'
import { getAnnotations, getAnnotationsBatch } from './annotations/getAnnotations'
import { deleteAnnotation, putAnnotation } from './annotations/putAnnotation'
import { createClimb } from './climbs/createClimb'
import { deleteClimb } from './climbs/deleteClimb'
import { getClimb, getClimbByStoktId } from './climbs/getClimb'
import { listClimbs } from './climbs/listClimbs'
import { setClimbStoktId } from './climbs/setClimbStoktId'
import { updateClimb } from './climbs/updateClimb'
import type { UseCase } from './context'
import { describeDocument } from './documents/describeDocument'
import { getChanges } from './feeds/getChanges'
import { getFace } from './walls/getFace'
import { getFaceSetup, getFaceSetupByStoktId } from './walls/getFaceSetup'
import { getHold, getHoldByStoktId } from './walls/getHold'
import { getStats } from './walls/getStats'
import { listFaces } from './walls/listFaces'
import { listGyms } from './walls/listGyms'
import { listHolds } from './walls/listHolds'

/** What each command of the contract does; one without a use-case does not compile. */
export const useCases: { [C in CommandName]: UseCase<C> } = {
  'auth.register': register,
  'auth.login': login,
  'auth.refresh': refresh,
  'auth.logout': logout,
  'users.me': getMe,
  'users.updateMe': updateMe,
  'users.get': getUser,
  'gyms.list': listGyms,
  'faces.list': listFaces,
  'faces.get': getFace,
  'faces.setup': getFaceSetup,
  'faces.setupByStoktId': getFaceSetupByStoktId,
  'holds.list': listHolds,
  'holds.get': getHold,
  'holds.getByStoktId': getHoldByStoktId,
  'sync.stats': getStats,
  'climbs.list': listClimbs,
  'climbs.get': getClimb,
  'climbs.getByStoktId': getClimbByStoktId,
  'climbs.create': createClimb,
  'climbs.update': updateClimb,
  'climbs.delete': deleteClimb,
  'climbs.setStoktId': setClimbStoktId,
  'annotations.get': getAnnotations,
  'annotations.batch': getAnnotationsBatch,
  'annotations.put': putAnnotation,
  'annotations.delete': deleteAnnotation,
  'feeds.changes': getChanges,
  'documents.get': describeDocument,
}
