import type { UseCase } from '../context'
import { adminUserView } from '../users/userView'

export const listUsers: UseCase<'users.list'> = {
  async reads({ stores }, { search, page, page_size }) {
    const { results, count } = await stores.users.list({ search }, { page, page_size })
    return { results: results.map(adminUserView), count, page, page_size }
  },
}
