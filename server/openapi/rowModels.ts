import { z } from 'zod'
import { AuditEvent } from '../../shared/contract/admin'
import type { RowKind } from '../../shared/contract/feeds'
import { Claim } from '../../shared/contract/users'
import { Consensus, Vote } from '../../shared/model/annotation'
import { BinEntry } from '../../shared/model/bin'
import { ClimbRow, Personal } from '../../shared/model/climb'
import { FaceRow } from '../../shared/model/face'
import { GymRow } from '../../shared/model/gym'
import { Hold } from '../../shared/model/hold'
import { Lock } from '../../shared/model/lock'
import { Notice } from '../../shared/model/notice'
import { ServerNode } from '../../shared/model/serverNode'
import { OwnReport, Report } from '../../shared/model/report'
import { Task } from '../../shared/model/task'
import { UserRole } from '../../shared/model/user'

export const ConsensusRow = Consensus.extend({ hold_id: z.number().int() })
export const AccountRow = z.object({ id: z.string(), role: UserRole, updated_at: z.string() })

/** The admins' feed has the one, the feeds of the reporters the other. */
export const ReportRow = z.union([Report, OwnReport])

/** The model of a feed row's value, by its kind. */
export const ROW_VALUES: Record<RowKind, z.ZodType> = {
  gym: GymRow,
  face: FaceRow,
  hold: Hold,
  climb: ClimbRow,
  bin: BinEntry,
  consensus: ConsensusRow,
  task: Task,
  lock: Lock,
  notice: Notice,
  report: ReportRow,
  vote: Vote,
  personal: Personal,
  claim: Claim,
  log: AuditEvent,
  account: AccountRow,
  connection: ServerNode,
}
