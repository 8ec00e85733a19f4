import type { FaceSetup } from '../../../shared/model/face'
import { Refusal } from '../../../shared/result'
import { faceFeed } from '../../../shared/feedName'
import { feedVersion } from '../../delivery/feedVersion'
import type { UseCase } from '../useCase'
import type { ReadContext } from '../../transaction/context'

async function setupOf({ stores }: ReadContext, key: { id: string } | { stoktId: string }): Promise<FaceSetup> {
  const face = await stores.walls.face(key)
  if (!face) throw new Refusal('not_found')
  const [counted] = await stores.walls.faces({ id: face.id })
  return {
    id: face.id,
    stokt_id: face.stokt_id,
    is_active: face.is_active,
    total_climbs: counted?.climbs_count ?? 0,
    picture: { name: face.picture_path, width: face.picture_width, height: face.picture_height },
    small_picture: face.small_picture,
    feet_rules_options: face.feet_rules_options,
    has_symmetry: face.has_symmetry,
    holds: await stores.walls.holds(face.id),
  }
}

/** The holds and the climbs stand in the face's feed; the rest is in the face itself. */
async function versionOf({ stores }: ReadContext, key: { id: string } | { stoktId: string }): Promise<string | null> {
  const face = await stores.walls.face(key)
  const version = face && await feedVersion(stores, faceFeed(face.id))
  return version && JSON.stringify([version, face])
}

export const getFaceSetup: UseCase<'faces.setup'> = {
  version: (context, { id }) => versionOf(context, { id }),
  reads: (context, { id }) => setupOf(context, { id }),
}
export const getFaceSetupByStoktId: UseCase<'faces.setupByStoktId'> = {
  version: (context, { id }) => versionOf(context, { stoktId: id }),
  reads: (context, { id }) => setupOf(context, { stoktId: id }),
}
