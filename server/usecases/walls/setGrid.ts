import type { WallGrid } from '../../../shared/model/grid'
import type { WriteContext } from '../../transaction/context'
import { nameHolds } from './nameHolds'

/** [LABEL-4] Sets or removes the grid of a face and labels its holds accordingly. @returns the number of changed labels */
export async function setGrid(context: WriteContext, faceId: string, grid: WallGrid | null): Promise<number> {
  await context.stores.walls.putGrid(faceId, grid, context.now)
  context.touch.face(faceId)
  return nameHolds(context, faceId)
}
