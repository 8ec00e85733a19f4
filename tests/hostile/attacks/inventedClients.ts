import { updateMessage } from '../../../server/collab/wire'
import { speak } from '../speaker'
import type { Attack } from '../underAttack'
import { garbageUpdate, inventClient } from '../updates'

/** As many as fit into one message. */
const CLIENTS = 6900

/** F2: each update brings thousands of client ids that nobody has. */
export const inventedClients: Attack = async (target, seconds) =>
  speak(target.url, {
    document: await target.sheet(), token: (await target.logIn('lynx')).token, perSecond: 1, seconds,
    messages: () => () => updateMessage(garbageUpdate(Array.from({ length: CLIENTS }, inventClient))),
  })
