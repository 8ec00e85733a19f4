import { speak } from '../speaker'
import type { Attack } from '../underAttack'
import { halfMessage } from '../updates'

/** F1: somebody who may write leaves the beginning of everything out. */
export const gapsByUser: Attack = async (target, seconds) =>
  speak(target.url, {
    document: await target.sheet(), token: (await target.logIn('blaireau')).token, burst: 140, perSecond: 45, seconds,
    messages: () => nth => halfMessage(target.holdIds[nth % target.holdIds.length] ?? 0),
  })
