import { differs } from '../imports/differs'

/** The parts of the report, in its order. */
export const TAKEN_PARTS = ['gyms', 'faces', 'photos', 'holds', 'users', 'avatars', 'climbs', 'remarks', 'annotations'] as const
export type TakenPart = (typeof TAKEN_PARTS)[number]

export interface TakenTally {
  created: number
  updated: number
  unchanged: number
  rejected: number
}

/** A row of the Python server, and a sentence about it. */
export interface Remark {
  part: TakenPart
  id: string
  name: string
  words: string
}

export interface TakeOverReport {
  tallies: Record<TakenPart, TakenTally>
  /** Rows that did not come over. */
  rejected: Remark[]
  /** Rows that came over otherwise than they were. */
  noted: Remark[]
  demoRemoved: boolean
}

/** Counts and lists what becomes of each row. */
export interface Ledger {
  report: TakeOverReport
  /** Counts a row by comparing it with the stored one. @returns true if it must be written */
  classifyChange: <T extends object>(part: TakenPart, stored: T | null | undefined, wanted: Partial<T>) => boolean
  count: (part: TakenPart, outcome: 'created' | 'updated' | 'unchanged') => void
  reject: (part: TakenPart, row: { id: string | number; name?: string }, words: string) => void
  note: (part: TakenPart, row: { id: string | number; name?: string }, words: string) => void
  /** [MOVE-4] A thing that is here under another id keeps that id. */
  becameOne: (part: TakenPart, row: { id: string; name?: string }, keptId: string) => void
}

export function openLedger(): Ledger {
  const tallies = Object.fromEntries(TAKEN_PARTS.map(part => [part, { created: 0, updated: 0, unchanged: 0, rejected: 0 }]))
  const report: TakeOverReport = { tallies: tallies as TakeOverReport['tallies'], rejected: [], noted: [], demoRemoved: false }
  const remark = (part: TakenPart, { id, name = '' }: { id: string | number; name?: string }, words: string): Remark =>
    ({ part, id: String(id), name, words })
  const count: Ledger['count'] = (part, outcome) => {
    report.tallies[part][outcome]++
  }
  const note: Ledger['note'] = (part, row, words) => void report.noted.push(remark(part, row, words))
  return {
    report,
    classifyChange(part, stored, wanted) {
      const outcome = !stored ? 'created' : differs(stored, wanted) ? 'updated' : 'unchanged'
      count(part, outcome)
      return outcome !== 'unchanged'
    },
    count,
    reject(part, row, words) {
      report.tallies[part].rejected++
      report.rejected.push(remark(part, row, words))
    },
    note,
    becameOne: (part, row, keptId) => {
      if (row.id !== keptId) note(part, row, `is ${keptId} here, which is kept`)
    },
  }
}
