import type { RejectedRow } from '../../sources/wallImport'
import { tally, type Tally } from './classifyChange'

export interface ImportReport {
  tallies: Record<'gym' | 'face' | 'holds' | 'setters' | 'climbs', Tally>
  rejected: RejectedRow[]
  demoRemoved: boolean
}

export const emptyReport = (rejected: readonly RejectedRow[] = []): ImportReport => ({
  tallies: { gym: tally(), face: tally(), holds: tally(), setters: tally(), climbs: tally() },
  rejected: [...rejected],
  demoRemoved: false,
})
