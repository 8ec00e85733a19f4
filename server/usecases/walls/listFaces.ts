import type { UseCase } from '../useCase'

export const listFaces: UseCase<'faces.list'> = { reads: ({ stores }, { gym_id }) => stores.walls.faces({ gymId: gym_id }) }
