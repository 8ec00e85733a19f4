import { holdLabels } from '../../../shared/rules/holdLabels'
import type { WriteContext } from '../../transaction/context'

/** The name of a new hold until it gets its label. */
export const unnamed = (id: number): string => `~${id}`

/** Gives the holds of a face the labels that they should have. @returns the number of changed labels */
export async function nameHolds({ stores, touch }: Pick<WriteContext, 'stores' | 'touch'>, faceId: string): Promise<number> {
  const face = await stores.walls.face({ id: faceId })
  if (!face) return 0
  const holds = await stores.walls.labelled(faceId)
  const labels = holdLabels({ holds, grid: face.grid, pictureHeight: face.picture_height })
  const changed = holds.flatMap(({ id, label: had }) => {
    const text = labels.get(id) ?? had
    return text === had ? [] : [{ id, text }]
  })
  await stores.walls.putLabels(changed)
  for (const { id } of changed) touch.hold(id)
  return changed.length
}
