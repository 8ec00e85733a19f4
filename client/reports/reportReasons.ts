import type { ReportKind } from '../../shared/model/report'

const PRESETS = {
  climb: ['offensive', 'duplicate', 'wrong'],
  comment: ['offensive', 'unrelated'],
  annotation: ['false', 'danger'],
  note: ['offensive', 'false', 'unrelated'],
  mark: ['offensive', 'false', 'unrelated'],
  user: ['offensive', 'impostor', 'spoils'],
} as const satisfies Record<ReportKind, readonly string[]>

/** The reasons that fit a kind of thing; each is a word of the locale files. */
export const presetsOf = (kind: ReportKind): readonly string[] => PRESETS[kind]

/** One of the reasons, one's own words, or both. */
export const reasonOf = (preset: string, more: string): string => [preset, more.trim()].filter(text => text !== '').join(' · ')
