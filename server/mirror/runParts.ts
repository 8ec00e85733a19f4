import type { StoktRun } from '../../shared/contract/sources'
import type { AuditEntry } from '../db/stores/admin/audit'
import type { Stores } from '../db/stores/stores'
import type { RunTransaction } from '../transaction/runTransaction'
import type { Clock } from '../config/clock'
import type { MirrorLease } from './mirrorLease'
import type { StoktApi } from '../stokt/stoktApi'

/** The parts that a run works with. */
export interface RunParts {
  api: StoktApi
  /** The requests and bytes of this run so far. */
  traffic: () => { requests: number; bytes: number }
  stores: Stores
  transactions: RunTransaction
  clock: Clock
  lease: MirrorLease
  /** The Stokt id of the gym. */
  gym: string
  /** Null: runs begin only when somebody says so. */
  pollMinutes: number | null
  /** The actor that the log names. */
  actor: AuditEntry['actor']
  progress?: (run: StoktRun) => void
}
