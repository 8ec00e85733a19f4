import { userIdOf } from '../../../shared/access/actor'
import { newsView } from '../../feeds/newsView'
import { pushUseCases } from './pushUseCases'
import type { UseCase } from '../useCase'

const listNews: UseCase<'news.list'> = {
  reads: async ({ actor, stores }) => ({ results: (await stores.news.allOf(userIdOf(actor) ?? '')).map(newsView) }),
}

/** [NEWS-5] What came after the moment that the person saw stays unseen. */
const seeNews: UseCase<'news.see'> = {
  async writes({ actor, stores, touch, now }, { until }) {
    for (const id of await stores.news.see(userIdOf(actor) ?? '', until, now)) touch.news(id)
  },
}

/** What others did with something of the caller's. */
export const newsUseCases = { ...pushUseCases, 'news.list': listNews, 'news.see': seeNews }
