import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take ten seconds and more, by the end of their path. A new clone does not know how long each takes. */
const LONG = [
  'faults/kills', 'wire/process', 'faults/histories', 'wire/restPrices', 'db/postgres.db', 'cli/backup.db', 'cli/accounts.db', 'documents/durability',
  'e2e/fingers', 'e2e/offlineOutbox', 'e2e/largeText', 'e2e/desktop', 'e2e/accountPages', 'e2e/pages', 'e2e/loupe', 'e2e/accounts', 'e2e/admin',
  'e2e/passkeys', 'e2e/editing', 'e2e/offlineDocuments', 'e2e/offlineApp', 'e2e/marks', 'e2e/notices',
].map(name => `/${name}.test.ts`)

/** Starts the long files first, so that no worker waits for one of them at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONG.some(name => moduleId.endsWith(name))
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter(file => !isLong(file))]
  }
}
