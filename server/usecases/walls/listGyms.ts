import type { UseCase } from '../context'

export const listGyms: UseCase<'gyms.list'> = { reads: ({ stores }) => stores.walls.gyms() }
