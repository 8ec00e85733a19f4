import type { UseCase } from '../context'

export const listHolds: UseCase<'holds.list'> = {
  async reads({ stores }, { face_id }) {
    const results = await stores.walls.holds(face_id)
    return { results, count: results.length }
  },
}
