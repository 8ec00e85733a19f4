import type { BinEntry } from '../../shared/model/bin'
import type { ClimbRow } from '../../shared/model/climb'
import { instantOf } from '../../shared/model/instant'
import type { OutboxItem } from '../offline/outbox/item'
import type { Overlay } from '../offline/outbox/overlay'

/** A climb of the bin as it is shown; it may still wait for the server to put it there. */
export type BinLine = ClimbEntry & { isWaiting: boolean }
type ClimbEntry = BinEntry & { climb: ClimbRow }

/** The climbs of a person's bin, where their comments lie too. */
export const climbsIn = (rows: ReadonlyMap<string, BinEntry>): ReadonlyMap<string, ClimbEntry> =>
  new Map([...rows].flatMap(([id, entry]) => (entry.climb === null ? [] : [[id, { ...entry, climb: entry.climb }] as const])))

/** The climbs in my bin: those of the server that I did not restore, and those that it has not deleted yet; the last deleted first. */
export function binOf(
  rows: ReadonlyMap<string, ClimbEntry>,
  overlay: Overlay | null,
  items: readonly OutboxItem[],
  known: (id: string) => ClimbRow | undefined,
): BinLine[] {
  const waiting = items.flatMap(({ write, state, at }) => {
    const climb =
      write.command === 'climbs.delete' && state !== 'refused' && overlay?.rows.get(write.input.id) === null
        ? known(write.input.id)
        : undefined
    return climb && !rows.has(climb.id)
      ? [
          {
            id: climb.id,
            state: 'deleted' as const,
            reason: null,
            at: instantOf(at),
            until: null,
            by_me: true,
            climb,
            comment: null,
            isWaiting: state !== 'sent',
          },
        ]
      : []
  })
  const kept = [...rows.values()].filter(({ id }) => !overlay?.rows.get(id)).map(entry => ({ ...entry, isWaiting: false }))
  return [...waiting, ...kept].sort((a, b) => (a.at < b.at ? 1 : -1))
}
