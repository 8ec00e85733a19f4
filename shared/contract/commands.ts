import type { z } from 'zod'
import { accountCommands } from './account'
import { adminCommands } from './admin'
import { annotationCommands } from './annotations'
import { climbModerationCommands } from './climbModeration'
import { climbCommands } from './climbs'
import { commentCommands } from './comments'
import { factorCommands } from './factors'
import { feedCommands } from './feeds'
import { historyCommands } from './history'
import { importCommands } from './imports'
import { listCommands } from './lists'
import { lockCommands } from './locks'
import { logbookCommands } from './logbook'
import { newsCommands } from './news'
import { noticeCommands } from './notices'
import { overviewCommands } from './overview'
import { personCommands } from './people'
import { pushCommands } from './push'
import { reportCommands } from './reports'
import { sourceCommands } from './sources'
import { stoktCommands } from './stokt'
import { syncImportCommands } from './syncImports'
import { taskCommands } from './tasks'
import { userCommands } from './users'
import { wallCommands } from './walls'
import { wallSettingCommands } from './wallSettings'

/** Everything one can ask of the server: the REST routes, the OpenAPI page and the client's calls are made from it. */
export const commands = {
  ...accountCommands,
  ...factorCommands,
  ...userCommands,
  ...adminCommands,
  ...personCommands,
  ...wallCommands,
  ...syncImportCommands,
  ...wallSettingCommands,
  ...climbCommands,
  ...climbModerationCommands,
  ...logbookCommands,
  ...commentCommands,
  ...listCommands,
  ...annotationCommands,
  ...taskCommands,
  ...lockCommands,
  ...newsCommands,
  ...pushCommands,
  ...noticeCommands,
  ...overviewCommands,
  ...reportCommands,
  ...importCommands,
  ...sourceCommands,
  ...stoktCommands,
  ...historyCommands,
  ...feedCommands,
} as const

export type CommandName = keyof typeof commands
/** The input as a caller writes it. */
export type CallInput<C extends CommandName> = z.input<(typeof commands)[C]['input']>
/** The input as a use-case gets it: checked, defaults filled in. */
export type Input<C extends CommandName> = z.output<(typeof commands)[C]['input']>
export type Output<C extends CommandName> = z.output<(typeof commands)[C]['output']>
