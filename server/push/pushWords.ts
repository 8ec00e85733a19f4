import { createHash } from 'node:crypto'
import type { PushMessage } from '../../shared/model/push'
import type { StoredPush, Subscription } from '../db/stores/feeds/pushes'
import type { Stores } from '../db/stores/stores'
import { translate, type Language, type MessageKey } from '../i18n/messages'

type About = StoredPush['about']
const tagOf = (...words: (string | number | null)[]): string =>
  createHash('sha256').update(words.join(' ')).digest('base64url').slice(0, 22)

/** New climbs that fit a kept search, those that the person still sees. */
async function ofSearch(stores: Stores, { about, userId, language }: { about: About; userId: string; language: Language }) {
  const [first] = about.climb_ids
  const climb = first === undefined ? null : await stores.climbs.get({ id: first }, { userId, seesPrivate: false })
  if (!climb) return null
  const name = [climb.name, climb.shown_grade_font].filter(Boolean).join(' ')
  const count = about.climb_ids.length
  return {
    title: about.name,
    body: count === 1
      ? translate(language, 'push_search_one', { name })
      : translate(language, 'push_search_many', { name, others: count - 1 }),
    url: count === 1 ? `/bloc/${climb.id}` : `/?${new URLSearchParams({ face_id: about.face_id }).toString()}&${about.query}`,
    tag: tagOf('search', about.name, about.query),
  }
}

/** [PUSH-4] The notification in the language of its person; null if there is nothing left to tell. */
export async function pushMessage(stores: Stores, about: About, { user_id, language }: Subscription): Promise<PushMessage | null> {
  const spoken: Language = language === 'en' ? 'en' : 'fr'
  if (about.kind === 'search') return ofSearch(stores, { about, userId: user_id, language: spoken })
  const word: MessageKey = about.kind === 'project'
    ? `push_project_${about.what === 'gone' || about.what === 'back' ? about.what : 'changed'}`
    : about.kind === 'request' ? `push_request_${about.task ?? 'brush'}` : 'push_answer'
  const place = about.climb_id === null ? `/prises/${about.hold_id}` : `/bloc/${about.climb_id}`
  return {
    title: 'mastoc',
    body: translate(spoken, word, { name: about.name }),
    url: about.what === 'gone' ? '/moi/nouvelles' : place,
    tag: tagOf(about.kind, about.climb_id, about.hold_id, about.task),
  }
}
