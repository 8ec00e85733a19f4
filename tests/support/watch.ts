import { createLog } from '../../server/log'
import { createMetrics } from '../../server/operation/metrics'
import { createWatch, type Watch } from '../../server/operation/watch'
import { createWhoIs } from '../../server/operation/whoIs'

/** Where a part of the server tells what it does, for tests that ask nothing about that. */
export const watchOf = (metrics = createMetrics()): Watch => createWatch({ log: createLog('silent'), metrics, whoIs: createWhoIs() })
