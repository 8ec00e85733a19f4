import type { News } from '../../shared/model/news'
import type { StoredNews } from '../db/stores/feeds/news'

/** News as their person reads them. */
export const newsView = ({ user_id: _user, thing_id: _thing, ...news }: StoredNews): News => news
