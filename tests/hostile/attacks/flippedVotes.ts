import * as Y from 'yjs'
import { voteKey, VOTES_MAP } from '../../../shared/documents'
import { CONDITIONS, DIFFICULTIES, GRIP_TYPES } from '../../../shared/model/annotationParts'
import { updateMessage } from '../../../server/collab/wire'
import { documentOf } from '../document'
import { speak } from '../speaker'
import type { Attack } from '../underAttack'
import { inventClient } from '../updates'

/** Each call says something else of every hold. */
function opinions(holdIds: readonly number[]): (nth: number) => Uint8Array {
  const doc = new Y.Doc()
  doc.clientID = inventClient()
  let last = new Uint8Array()
  doc.on('update', (update: Uint8Array) => { last = new Uint8Array(update) })
  return (nth) => {
    doc.transact(() => {
      for (const holdId of holdIds) {
        doc.getMap(VOTES_MAP).set(voteKey(holdId, 'grip_type'), GRIP_TYPES[nth % GRIP_TYPES.length])
        doc.getMap(VOTES_MAP).set(voteKey(holdId, 'condition'), CONDITIONS[nth % CONDITIONS.length])
        doc.getMap(VOTES_MAP).set(voteKey(holdId, 'difficulty'), DIFFICULTIES[nth % DIFFICULTIES.length])
      }
    })
    return updateMessage(last)
  }
}

/** F5: somebody changes their word on every hold, several times a second. */
export const flippedVotes: Attack = async (target, seconds) => {
  const { id, token } = await target.logIn('loutre')
  const document = await documentOf(target.url, `votes/${target.faceId}/${id}`, token)
  return speak(target.url, { document, token, perSecond: 10, seconds, messages: () => opinions(target.holdIds) })
}
