import { z } from 'zod'
import { instantOf, msOf, parseInstant, type Instant } from '../../shared/model/instant'

const Id = z.union([z.string().min(1).max(100), z.int().min(0)]).transform(String)
const Send = z.object({
  id: Id,
  effortBy: z.object({ id: Id }),
  effortDate: z.string().max(100),
  isFlash: z.boolean().nullish(),
  attemptsNumber: z.number().nullish(),
})
/** A device's clock may be so far ahead. */
const AHEAD_MS = 10 * 60_000

export interface OwnSend {
  stokt_id: string
  sent_at: Instant
  is_flash: boolean
  attempts: number | null
}

/** [STOKT-21] The sends of one person among those of a climb, as far as they can be read. */
export function ownSends(rows: readonly unknown[], personId: string, now: Instant): OwnSend[] {
  return rows.flatMap((row) => {
    const { data: send } = Send.safeParse(row)
    const sent_at = send ? parseInstant(send.effortDate) : null
    if (send?.effortBy.id !== personId || sent_at === null || sent_at > instantOf(msOf(now) + AHEAD_MS)) return []
    const is_flash = send.isFlash === true
    const tries = send.attemptsNumber ?? 0
    const attempts = Number.isInteger(tries) && tries >= 1 && tries <= 1_000 ? tries : null
    return [{ stokt_id: send.id, sent_at, is_flash, attempts: is_flash ? 1 : attempts }]
  })
}
