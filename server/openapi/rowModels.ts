import { z } from 'zod'
import { AuditEvent } from '../../shared/contract/admin'
import type { RowKind } from '../../shared/contract/feeds'
import { Claim } from '../../shared/contract/users'
import { Consensus, Vote } from '../../shared/model/annotation'
import { Ascent, PublicAscent } from '../../shared/model/ascent'
import { BinEntry } from '../../shared/model/bin'
import { ClimbRow, Personal } from '../../shared/model/climb'
import { ClimbList, KeptSearch } from '../../shared/model/climbList'
import { Comment } from '../../shared/model/comment'
import { FaceRow } from '../../shared/model/face'
import { GradeOpinion } from '../../shared/model/gradeOpinion'
import { GymRow } from '../../shared/model/gym'
import { Hold } from '../../shared/model/hold'
import { LikeCount, OwnLike } from '../../shared/model/like'
import { Lock } from '../../shared/model/lock'
import { News } from '../../shared/model/news'
import { Notice } from '../../shared/model/notice'
import { Publication } from '../../shared/model/publication'
import { ServerNode } from '../../shared/model/serverNode'
import { OwnReport, Report } from '../../shared/model/report'
import { Task } from '../../shared/model/task'
import { UserRole } from '../../shared/model/user'

export const ConsensusRow = Consensus.extend({ hold_id: z.number().int() })
export const AccountRow = z.object({ id: z.string(), role: UserRole, updated_at: z.string() })

/** The admins' feed has the one, the feeds of the reporters the other. */
export const ReportRow = z.union([Report, OwnReport])

/** A person's feed has the first, the feed of a face the second. */
export const LikeRow = z.union([OwnLike, LikeCount])
export const AscentRow = z.union([Ascent, PublicAscent])

/** The model of a feed row's value, by its kind. */
export const ROW_VALUES: Record<RowKind, z.ZodType> = {
  gym: GymRow,
  face: FaceRow,
  hold: Hold,
  climb: ClimbRow,
  comment: Comment,
  bin: BinEntry,
  like: LikeRow,
  ascent: AscentRow,
  grade: GradeOpinion,
  consensus: ConsensusRow,
  task: Task,
  lock: Lock,
  notice: Notice,
  report: ReportRow,
  vote: Vote,
  personal: Personal,
  list: ClimbList,
  search: KeptSearch,
  news: News,
  claim: Claim,
  log: AuditEvent,
  account: AccountRow,
  connection: ServerNode,
  publication: Publication,
}
