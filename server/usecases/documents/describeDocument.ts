import type { UseCase } from '../context'

export const describeDocument: UseCase<'documents.get'> = {
  runs: ({ actor, services }, { name }) => services.documents.describe(actor, name),
}
