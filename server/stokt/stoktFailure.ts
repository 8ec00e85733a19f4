import type { StoktFault } from '../../shared/contract/sources'

/** Stokt gave no answer that can be used. The message holds nothing that Stokt or somebody sent. */
export class StoktFailure extends Error {
  constructor(
    readonly fault: StoktFault,
    /** The part of Stokt that was asked, without ids. */
    readonly asked: string,
    /** Stokt wants to be left alone for so long. */
    readonly retryAfterMs: number | null = null,
    /** Stokt's own words, where a person may read them. */
    readonly words: string | null = null,
  ) {
    super(`Stokt: ${fault} at ${asked}`)
    this.name = 'StoktFailure'
  }
}

/** True for a fault that may be over at the next try. */
export const mayPass = (fault: StoktFault): boolean => ['unreachable', 'too_slow', 'too_fast', 'failing', 'nonsense'].includes(fault)
