import { binState } from '../../../../shared/rules/bin'
import type { UseCase } from '../../useCase'

/** [MOD-8] Lists hidden climbs, or those in the bin, with the reason, since when and by whom. Private ones are left out. */
export const listHiddenClimbs: UseCase<'climbs.listHidden'> = {
  async reads({ stores }, { state, page, page_size }) {
    const { results, count } = await stores.bin.listed(state, { page, page_size })
    const rows = results.map(binned => ({ ...binState(binned), climb: binned.climb }))
    const names = await stores.users.namesOf(rows.map(({ byId }) => byId))
    return {
      results: rows.map(({ byId, ...row }) => ({ ...row, by: byId, by_name: names.get(byId ?? '') ?? null })),
      count, page, page_size,
    }
  },
}
