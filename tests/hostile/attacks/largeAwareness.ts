import { awarenessMessage } from '../../../server/collab/wire'
import { speak } from '../speaker'
import type { Attack } from '../underAttack'

/** A megabyte of entries with nothing in them. */
const ENTRIES = 340_000
let made: Uint8Array | undefined
const large = (): Uint8Array => made ??= awarenessMessage(Array.from({ length: ENTRIES }, () => ({ clientId: 1, clock: 1, state: '' })))

/** F6: a guest shows the presence of hundreds of thousands. */
export const largeAwareness: Attack = async (target, seconds) =>
  speak(target.url, { document: await target.sheet(), perSecond: 8, seconds, messages: () => large })
