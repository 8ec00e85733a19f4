import { inject } from 'vitest'
import { copyDatabase, type TestDatabase } from './copyDatabase'

/** On the run's PostgreSQL, with nothing at all in it: for who migrates it. */
export const createDatabase = (): Promise<TestDatabase> => copyDatabase(inject('postgresUrl'), 'template0')

/** Migrated and empty: a copy of one that was migrated once for the run, which is much quicker than migrating each. */
export const createMigratedDatabase = (): Promise<TestDatabase> => copyDatabase(inject('postgresUrl'), inject('postgresTemplate'))
