import type { ImportReport } from '../usecases/imports/importReport'
import type { Tally } from '../usecases/imports/classifyChange'

type Part = keyof ImportReport['tallies']

const HEADINGS = ['', 'created', 'updated', 'unchanged', 'rejected']
const REJECTED_KIND: Partial<Record<Part, string>> = { holds: 'hold', setters: 'setter', climbs: 'climb' }

/** Names come from a file, so control characters are removed before they reach the terminal. */
export const printable = (text: string): string => text.replace(/[\p{Cc}\p{Cf}]/gu, ' ')

/** Lines up the rows under the headings. */
export function table(counted: string[][]): string[] {
  const rows = [HEADINGS, ...counted]
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)))
  return rows.map(row =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '),
  )
}

/** The table of an import's results, and each rejected row with its reason. */
export function reportLines({ tallies, rejected, demoRemoved }: ImportReport): string[] {
  const counts = (part: string, { created, updated, unchanged }: Tally) => {
    const refused = rejected.filter(row => row.kind === REJECTED_KIND[part as Part]).length
    return [part, ...[created, updated, unchanged, refused].map(String)]
  }
  const reasons = rejected.map(({ kind, id, name, reason }) => `  ${kind} ${id}${name === '' ? '' : ` "${name}"`}: ${reason}`)
  return [
    ...table(Object.entries(tallies).map(([part, tally]) => counts(part, tally))),
    ...(demoRemoved ? ['', 'The demo wall was removed.'] : []),
    ...(reasons.length > 0 ? ['', 'Rejected:', ...reasons.map(printable)] : []),
  ]
}
