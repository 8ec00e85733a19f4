import { Refusal } from '../../../shared/result'
import type { UseCase } from '../useCase'

/** [LOCK-5] Lists the people whose annotation an admin could remove, with the parts but never the values. */
export const listAnnotators: UseCase<'annotations.annotators'> = {
  async reads({ stores }, { hold, page, page_size }) {
    if (!await stores.walls.hold({ id: hold })) throw new Refusal('not_found')
    const { rows, count } = await stores.annotations.annotators(hold, { page, page_size })
    const names = new Map(
      (await stores.users.byIds(rows.map(({ user_id }) => user_id))).map(user => [user.id, user.full_name || user.username]),
    )
    return { results: rows.map(row => ({ ...row, user_name: names.get(row.user_id) ?? '' })), count, page, page_size }
  },
}
