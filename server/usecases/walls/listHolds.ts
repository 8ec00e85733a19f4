import { feedVersion } from '../../delivery/feedVersion'
import type { UseCase } from '../useCase'
import { faceFeed } from '../../../shared/feedName'

export const listHolds: UseCase<'holds.list'> = {
  version: async ({ stores }, { face_id }) => (face_id === undefined ? null : feedVersion(stores, faceFeed(face_id))),
  async reads({ stores }, { face_id }) {
    const results = await stores.walls.placedHolds(face_id)
    return { results, count: results.length }
  },
}
