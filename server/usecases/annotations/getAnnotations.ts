import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'
import { annotationsOf } from './annotationsOf'

export const getAnnotations: UseCase<'annotations.get'> = {
  async reads(context, { id }) {
    if (!await context.stores.walls.hold({ id })) throw new Refusal('not_found')
    const [annotations] = await annotationsOf(context, [id])
    if (!annotations) throw new Refusal('not_found')
    return annotations
  },
}

/** Unknown holds are left out of the answer. */
export const getAnnotationsBatch: UseCase<'annotations.batch'> = {
  async reads(context, { hold_ids }) {
    const known = (await context.stores.walls.holdRows([...new Set(hold_ids)])).map(hold => hold.id)
    const list = await annotationsOf(context, known)
    return { annotations: Object.fromEntries(list.map(item => [String(item.hold_id), item])) }
  },
}
