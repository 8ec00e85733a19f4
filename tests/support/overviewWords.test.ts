import { expect, test } from 'vitest'
import en from '../../client/locales/en/overview.json'
import fr from '../../client/locales/fr/overview.json'
import { readConfig } from '../../server/config/config'
import { jobsOf } from '../../server/jobs/jobsOf'
import { FAILURE_PARTS } from '../../server/operation/failures'

test('[OVERVIEW-13] each job, and each part in which an error may be met, has a name in both languages', () => {
  const jobs = jobsOf(readConfig({ JWT_SECRET: 'not used by anything here' }), '0.0.0-test').map(({ name }) => name).sort()
  for (const { overview } of [fr, en]) {
    expect(Object.keys(overview.job).sort()).toEqual(jobs)
    expect(Object.keys(overview.failure).sort()).toEqual([...FAILURE_PARTS].sort())
  }
})
