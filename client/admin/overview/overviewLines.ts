import type { Overview } from '../../../shared/contract/overview'
import type { Instant } from '../../../shared/model/instant'

/** The sentence for it: a key below `overview.line`, and the values for its braces. */
export interface OverviewLine {
  /** The part of the overview. */
  part: 'servers' | 'backup' | 'storage' | 'mails' | 'jobs' | 'failures' | 'claims' | 'reports' | 'imports' | 'visitors'
  /** Something is to be done. */
  isTrouble: boolean
  word: string
  named: Record<string, string | number>
  plural?: number
}

/** The writings of numbers and moments in the language in use. */
export interface OverviewFormats {
  ago: (instant: Instant) => string
  bytes: (bytes: number) => string
}

/** Under so much free room the database may soon be unable to write. */
const FREE_MIN_BYTES = 1_000_000_000

type Say = Omit<OverviewLine, 'part'>
const fine = (word: string, named: Say['named'] = {}, plural = 1): Say => ({ isTrouble: false, word, named, plural })
const trouble = (word: string, named: Say['named'] = {}, plural = 1): Say => ({ isTrouble: true, word, named, plural })

function servers({ nodes, same_version, version }: Overview): Say {
  if (same_version) return fine('fine', { n: nodes.length, version }, nodes.length)
  return trouble('differ', { versions: [...new Set(nodes.map(node => node.version))].sort().join(', ') })
}

function backup({ backup }: Overview, { ago, bytes }: OverviewFormats): Say {
  if (backup === null) return trouble('off')
  if (backup.last_at === null) return backup.is_late ? trouble('never') : fine('soon')
  const named = { ago: ago(backup.last_at) }
  if (backup.is_late) return trouble('late', named)
  if (backup.newest_bytes === null) return fine('elsewhere', named)
  return fine('fine', { ...named, n: backup.kept, size: bytes(backup.newest_bytes) }, backup.kept)
}

function storage({ storage: { database_bytes, picture_bytes, free_bytes } }: Overview, { bytes }: OverviewFormats): Say {
  const named = { data: bytes(database_bytes), pictures: bytes(picture_bytes) }
  if (free_bytes === null) return fine('remote', named)
  const needed = Math.max(FREE_MIN_BYTES, 2 * database_bytes)
  return (free_bytes < needed ? trouble : fine)(free_bytes < needed ? 'full' : 'fine', { ...named, free: bytes(free_bytes) })
}

function mails({ mails: { by, failed, waiting } }: Overview): Say {
  if (by === 'files') return trouble('files')
  if (failed > 0) return trouble('failed', { n: failed }, failed)
  return waiting > 0 ? fine('waiting', { n: waiting }, waiting) : fine('fine')
}

function jobs({ jobs: all }: Overview): Say {
  const late = all.filter(({ is_late }) => is_late).length
  return late > 0 ? trouble('late', { n: late }, late) : fine('fine')
}

function failures({ failures: { count } }: Overview): Say {
  return count > 0 ? trouble('some', { n: count }, count) : fine('fine')
}

function claims({ open_claims: n }: Overview): Say {
  return n > 0 ? trouble('some', { n }, n) : fine('fine')
}

function reports({ open_reports: n }: Overview): Say {
  return n > 0 ? trouble('some', { n }, n) : fine('fine')
}

function imports({ imports: [last] }: Overview, { ago }: OverviewFormats): Say {
  if (!last) return fine('none')
  return last.target_name === null ? fine('unnamed', { ago: ago(last.at) }) : fine('fine', { wall: last.target_name, ago: ago(last.at) })
}

/** Without TRUST_PROXY all visitors seem to have one address, and share its limits. */
function visitors({ untrusted_proxy_at }: Overview): Say {
  return untrusted_proxy_at === null ? fine('fine') : trouble('proxy')
}

const PARTS = { servers, visitors, backup, storage, mails, jobs, failures, claims, reports, imports } as const

/** [OVERVIEW-11] A line for each part: that it is well, or what to do. What is to be done comes first. */
export function overviewLines(overview: Overview, formats: OverviewFormats): OverviewLine[] {
  const lines = (Object.keys(PARTS) as OverviewLine['part'][]).map(part => ({ part, ...PARTS[part](overview, formats) }))
  return [...lines.filter(({ isTrouble }) => isTrouble), ...lines.filter(({ isTrouble }) => !isTrouble)]
}
