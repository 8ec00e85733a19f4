import type { Attack } from '../underAttack'
import { gapMessage } from '../updates'
import { speak } from '../speaker'

/** F1: a guest, who may not write at all, sends small updates that build on nothing. */
export const gapsByGuest: Attack = async (target, seconds) =>
  speak(target.url, { document: await target.sheet(), burst: 140, perSecond: 45, seconds, messages: () => gapMessage })
