import { createLog } from '../../server/log/log'
import { createMetrics } from '../../server/operation/metrics'
import { createWatch, type Watch } from '../../server/operation/watch'
import { createWhoIs } from '../../server/operation/whoIs'

/** A silent stand-in for the watch of a part of the server, for tests that ask nothing about it. */
export const watchOf = (metrics = createMetrics()): Watch => createWatch({ log: createLog('silent'), metrics, whoIs: createWhoIs() })
