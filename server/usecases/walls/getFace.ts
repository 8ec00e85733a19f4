import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'

export const getFace: UseCase<'faces.get'> = {
  async reads({ stores }, { id }) {
    const [face] = await stores.walls.faces({ id })
    if (!face) throw new Refusal('not_found')
    return face
  },
}
