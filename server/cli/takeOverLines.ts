import type { Remark, TakeOverReport } from '../usecases/takeOver/ledger'
import { printable, table } from './reportLines'

const SINGULAR = {
  gyms: 'gym', faces: 'face', photos: 'photo', holds: 'hold', users: 'user', avatars: 'avatar', climbs: 'climb', remarks: 'remarks on',
  annotations: 'annotation',
} as const

const line = ({ part, id, name, words }: Remark): string =>
  printable(`  ${SINGULAR[part]} ${id}${name === '' ? '' : ` "${name}"`}: ${words}`)

const list = (heading: string, remarks: readonly Remark[]): string[] => (remarks.length === 0 ? [] : ['', heading, ...remarks.map(line)])

/** The table of a take-over, then what came over otherwise than it was, and what did not. */
export function takeOverLines({ tallies, rejected, noted, demoRemoved }: TakeOverReport, { dryRun }: { dryRun: boolean }): string[] {
  const rows = Object.entries(tallies).map(([part, { created, updated, unchanged, rejected: refused }]) =>
    [part, ...[created, updated, unchanged, refused].map(String)])
  return [
    ...table(rows),
    ...(demoRemoved ? ['', dryRun ? 'The demo wall would be removed.' : 'The demo wall was removed.'] : []),
    ...list('Noted:', noted),
    ...list('Rejected:', rejected),
    ...(dryRun ? ['', 'This was a dry run: nothing was written.'] : []),
  ]
}
