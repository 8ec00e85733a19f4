import type { WallGrid } from '../../../shared/model/grid'
import type { WriteContext } from '../context'
import { nameHolds } from './nameHolds'

/** [LABEL-4] Gives a face its grid, or takes it away, and its holds the labels that follow. @returns how many have another label now */
export async function setGrid(context: WriteContext, faceId: string, grid: WallGrid | null): Promise<number> {
  await context.stores.walls.putGrid(faceId, grid, context.now)
  context.touch.face(faceId)
  return nameHolds(context, faceId)
}
