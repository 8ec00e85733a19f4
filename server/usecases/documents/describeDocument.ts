import type { UseCase } from '../useCase'

export const describeDocument: UseCase<'documents.get'> = {
  runs: ({ actor, services }, { name }) => services.documents.describe(actor, name),
}
