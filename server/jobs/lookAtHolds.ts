import { guest } from '../../shared/access/actor'
import type { HoldColour } from '../../shared/model/hold'
import { chunksOf } from '../concurrency/chunks'
import { holdColours } from '../photos/holdColours'
import type { Job, JobServices } from './scheduler'

const MINUTE_MS = 60_000
/** So many rows of a face are written at once, because its feed is locked meanwhile. */
const AT_ONCE = 200

type Holds = Awaited<ReturnType<JobServices['stores']['walls']['holdsToLookAt']>>

/** A photo that cannot be decoded counts as none: its holds have no colour until there is another. */
async function coloursOf({ stores, log }: JobServices, faceId: string, holds: Holds): Promise<Map<number, HoldColour | null>> {
  const face = await stores.walls.face({ id: faceId })
  const picture = face && await stores.walls.picture(face.picture_path)
  if (!picture) return new Map()
  return holdColours({ bytes: picture.bytes, width: face.picture_width }, holds).catch((error: unknown) => {
    log.warn({ err: error, face: faceId }, 'photo not decoded')
    return new Map<number, HoldColour | null>()
  })
}

/** [LABEL-6] Takes the colours of holds from the photo, for holds that are new, or changed, or have another photo. */
export const lookAtHolds: Job = {
  name: 'look-at-holds',
  everyMs: MINUTE_MS,
  async run(services) {
    for (const faceId of await services.stores.walls.facesToLookAt()) {
      const holds = await services.stores.walls.holdsToLookAt(faceId)
      const colours = await coloursOf(services, faceId, holds)
      for (const chunk of chunksOf(holds, AT_ONCE)) {
        await services.transactions(guest, async ({ stores, touch }) => {
          await stores.walls.putColours(chunk.map(({ id }) => ({ id, text: colours.get(id) ?? 'none' })))
          for (const { id } of chunk) touch.hold(id)
        })
      }
    }
  },
}
