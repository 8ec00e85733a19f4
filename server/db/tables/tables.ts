import type { Columns } from '../columns'
import { accountTables } from './accounts'
import { annotationTables } from './annotations'
import { answerTables } from './answers'
import { auditTables } from './audit'
import { careTables } from './care'
import { climbTables } from './climbs'
import { commentTables } from './comments'
import { documentTables } from './documents'
import { factorTables } from './factors'
import { feedTables } from './feeds'
import { importTables } from './imports'
import { listTables } from './lists'
import { logbookTables } from './logbook'
import { newsTables } from './news'
import { noticeTables } from './notices'
import { operationTables } from './operation'
import { peopleTables } from './people'
import { reportTables } from './reports'
import { stoktTables } from './stokt'
import { userTables } from './users'
import { wallTables } from './walls'

/** The whole schema, once, over the columns of either dialect. */
export function defineTables(c: Columns) {
  const walls = wallTables(c)
  const users = userTables(c)
  const accounts = accountTables(c, users)
  const climbs = climbTables(c, { ...walls, ...users })
  return {
    ...walls,
    ...users,
    ...peopleTables(c, users),
    ...accounts,
    ...factorTables(c, users),
    ...climbs,
    ...logbookTables(c, { ...climbs, ...users }),
    ...commentTables(c, { ...climbs, ...users }),
    ...listTables(c, { ...climbs, ...users, ...walls }),
    ...stoktTables(c, { ...climbs, ...users }),
    ...annotationTables(c, { ...walls, ...users }),
    ...careTables(c, { ...walls, ...users }),
    ...newsTables(c, { ...accounts, ...users }),
    ...noticeTables(c, users),
    ...reportTables(c, { ...walls, ...users }),
    ...operationTables(c),
    ...importTables(c),
    ...feedTables(c),
    ...documentTables(c),
    ...auditTables(c),
    ...answerTables(c),
  }
}
export type Tables = ReturnType<typeof defineTables>
