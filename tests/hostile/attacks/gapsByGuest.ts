import { speak } from '../speaker'
import type { Attack } from '../underAttack'
import { gapMessage, halfMessage } from '../updates'

/** F1: a guest, who may not write at all, sends small updates that build on nothing; on every other connection such as have no contents. */
export const gapsByGuest: Attack = async (target, seconds) => {
  let connections = 0
  const messages = () => (connections++ % 2 === 0 ? () => halfMessage(target.holdIds[0] ?? 0) : gapMessage)
  return speak(target.url, { document: await target.sheet(), burst: 140, perSecond: 45, seconds, messages })
}
