import type { UseCase } from '../useCase'
import { climbFor } from '../climbs/viewer'

/** [COMMENT-1] Whoever reads a climb reads the comments on it. */
export const listComments: UseCase<'comments.list'> = {
  async reads(context, { climb_id, page, page_size }) {
    await climbFor(context, { id: climb_id }, 'read')
    return { ...await context.stores.comments.list(climb_id, { page, page_size }), page, page_size }
  },
}
