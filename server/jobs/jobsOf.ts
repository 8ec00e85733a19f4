import type { Config } from '../config/config'
import { backUp } from './backUp'
import { ageConditions, forgetVersions } from './careJobs'
import { deleteLeavers } from './deleteLeavers'
import { emptyBin } from './emptyBin'
import { endLocks } from './endLocks'
import { forgetNews } from './forgetNews'
import { forgetNodes } from './forgetNodes'
import { forgetNotices } from './forgetNotices'
import { forgetReports } from './forgetReports'
import { forgetUploads } from './forgetUploads'
import { purgeExpiredAnswers } from './purgeExpiredAnswers'
import { purgeExpiredTraces, liftSuspensions } from './purgeExpired'
import { lookAtHolds } from './lookAtHolds'
import { forgetHistory, pruneFeeds } from './pruneFeeds'
import { renewClimbRows } from './renewClimbRows'
import type { Job } from './scheduler'
import { trimLog } from './trimLog'

/** The work that the servers do by themselves. */
export const jobsOf = (config: Config, version: string): readonly Job[] => [
  ageConditions,
  forgetVersions,
  purgeExpiredAnswers,
  purgeExpiredTraces,
  liftSuspensions,
  emptyBin,
  deleteLeavers,
  lookAtHolds,
  renewClimbRows,
  forgetNews,
  forgetNotices,
  forgetReports,
  forgetUploads,
  forgetNodes,
  endLocks,
  trimLog,
  pruneFeeds,
  forgetHistory,
  ...(config.backup ? [backUp(config.backup, { ...config, version })] : []),
]
