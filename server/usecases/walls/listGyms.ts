import type { UseCase } from '../useCase'

export const listGyms: UseCase<'gyms.list'> = { reads: ({ stores }) => stores.walls.gyms() }
