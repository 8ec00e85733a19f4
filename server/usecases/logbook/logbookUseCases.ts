import { listUseCases } from '../lists/listUseCases'
import { deleteAscentOfToday, putAscentOfToday } from './ascentOfToday'
import { newsUseCases } from '../news/newsUseCases'
import { createAscent, deleteAscent, listAscents, listMyAscents, updateAscent } from './ascents'
import { likeClimb, unlikeClimb } from './likeClimb'
import { addProject, removeProject } from './setProject'

/** What people do with climbs, the lists that they make of them, and the news about them. */
export const logbookUseCases = {
  ...listUseCases,
  ...newsUseCases,
  'climbs.like': likeClimb,
  'climbs.unlike': unlikeClimb,
  'climbs.addProject': addProject,
  'climbs.removeProject': removeProject,
  'ascents.create': createAscent,
  'ascents.list': listAscents,
  'ascents.putToday': putAscentOfToday,
  'ascents.deleteToday': deleteAscentOfToday,
  'ascents.update': updateAscent,
  'ascents.delete': deleteAscent,
  'ascents.mine': listMyAscents,
}
