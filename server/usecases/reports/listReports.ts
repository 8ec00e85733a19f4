import type { UseCase } from '../useCase'

export const listReports: UseCase<'reports.list'> = {
  async reads({ stores }, { state, page, page_size }) {
    return { ...await stores.reports.list({ state, page, page_size }), page, page_size }
  },
}
