import { limits } from '../../../shared/limits'
import type { Output } from '../../../shared/contract/commands'
import { instantOf, msOf, NEVER, type Instant } from '../../../shared/model/instant'
import { isJobLate } from '../../../shared/rules/isJobLate'
import type { ProgramFacts } from '../../operation/programFacts'
import type { Stores } from '../../db/stores/stores'
import type { UseCase } from '../useCase'

type Overview = Output<'overview.get'>

const DAY_MS = 24 * 3_600_000
const IMPORTS_TOLD = 3
const FAILURES_TOLD = 10

const momentOf = (stored: Instant | undefined): Instant | null => (stored === undefined || stored === NEVER ? null : stored)

/** [OVERVIEW-12] The jobs that this server knows; whichever server ran them. */
async function jobsOf(
  { jobs }: Stores, { jobs: known }: ProgramFacts, { now, since }: { now: Instant; since: Instant },
): Promise<Overview['jobs']> {
  const stored = new Map((await jobs.list()).map(job => [job.name, job]))
  return known.map(({ name, everyMs: every_ms }) => {
    const times = { ran_at: momentOf(stored.get(name)?.ran_at), succeeded_at: momentOf(stored.get(name)?.succeeded_at) }
    return { name, every_ms, ...times, is_late: isJobLate({ every_ms, ...times }, now, since) }
  })
}

async function importsOf({ audit, walls }: Stores): Promise<Overview['imports']> {
  const { results } = await audit.list({ action: 'import' }, { page: 1, page_size: IMPORTS_TOLD })
  const then = await audit.namesOf(results.map(({ id }) => id))
  const faces = results.length > 0 ? await walls.faces({}) : []
  return results.map(({ id, at, action, target_id }) => ({
    at, action,
    target_name: then.get(id)?.['target']
      ?? faces.find(face => target_id !== '' && [face.id, face.stokt_id].includes(target_id))?.name
      ?? null,
    actor_name: then.get(id)?.['actor'] ?? null,
  }))
}

/** [OVERVIEW-8] How the servers do. Every figure is read at this moment. */
export const getOverview: UseCase<'overview.get'> = {
  async runs({ stores, config, now, services: { program } }) {
    const ago = (ms: number) => instantOf(msOf(now) - ms)
    const nodes = await stores.nodes.alive(ago(limits.nodeGoneMs))
    const jobs = await jobsOf(stores, program, { now, since: nodes[0]?.started_at ?? now })
    const backup = jobs.find(({ name }) => name === 'backup')
    return {
      at: now,
      version: program.version,
      database: stores.dialect,
      nodes,
      same_version: new Set(nodes.map(({ version }) => version)).size <= 1,
      imports: await importsOf(stores),
      mails: { ...(await stores.mails.counts()), by: config.mail.by },
      storage: await program.storage(stores),
      backup: config.backup && {
        every_hours: config.backup.everyHours,
        last_at: backup?.succeeded_at ?? null,
        is_late: backup?.is_late ?? false,
        ...program.backups(),
      },
      jobs,
      failures: await stores.failures.since(ago(DAY_MS), FAILURES_TOLD),
      open_claims: (await stores.claims.open()).length,
      open_reports: await stores.reports.countOpen(),
      untrusted_proxy_at: program.untrustedProxyAt(),
    }
  },
}
