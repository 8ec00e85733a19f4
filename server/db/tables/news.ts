import type { News } from '../../../shared/model/news'
import type { Columns } from '../columns'
import type { accountTables } from './accounts'
import type { UserTables } from './users'

type Known = UserTables & Pick<ReturnType<typeof accountTables>, 'sessions'>

/** The notification of something, before it is put into words. */
export interface PushAbout {
  kind: News['kind'] | 'search'
  /** The person of the news. For a search: the person who set the climbs, who is not told of them. */
  user_id: string | null
  what: News['what'] | null
  task: News['task']
  face_id: string
  climb_id: string | null
  hold_id: number | null
  name: string
  /** The climbs that may fit a kept search. */
  climb_ids: string[]
  /** The kept search itself. */
  query: string
}

export function newsTables(c: Columns, { sessions, users }: Known) {
  /** Tells people what others did with something of theirs. */
  const news = c.table('news', {
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    kind: c.text('kind').$type<News['kind']>().notNull(),
    what: c.text('what').$type<News['what']>().notNull(),
    /** The id of the climb, task or comment: of each a person has one unseen piece of news. */
    thing_id: c.text('thing_id').notNull(),
    face_id: c.text('face_id').notNull(),
    climb_id: c.text('climb_id'),
    hold_id: c.integer('hold_id'),
    task: c.text('task').$type<News['task']>(),
    name: c.text('name').notNull(),
    created_at: c.instant('created_at').notNull(),
    seen_at: c.instant('seen_at'),
  }, t => [c.index('news_user').on(t.user_id, t.kind, t.thing_id), c.index('news_created').on(t.created_at)])

  /** A browser that shows notifications, until its session ends. */
  const pushSubscriptions = c.table('push_subscriptions', {
    id: c.text('id').primaryKey(),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    session_id: c.text('session_id').notNull().unique().references(() => sessions.id, { onDelete: 'cascade' }),
    /** The address at the browser's push service. Whoever has it and the keys can write to the browser. */
    endpoint: c.text('endpoint').notNull().unique(),
    p256dh: c.text('p256dh').notNull(),
    auth: c.text('auth').notNull(),
    language: c.text('language').notNull(),
    on_search: c.boolean('on_search').notNull(),
    on_project: c.boolean('on_project').notNull(),
    on_request: c.boolean('on_request').notNull(),
    on_answer: c.boolean('on_answer').notNull(),
    created_at: c.instant('created_at').notNull(),
    /** Notifications in a row that the push service refused. */
    failures: c.integer('failures').notNull(),
  }, t => [c.index('push_subscriptions_user').on(t.user_id)])

  /** Notifications that wait to be sent. Those without a subscription wait to be addressed. */
  const pushes = c.table('pushes', {
    id: c.text('id').primaryKey(),
    subscription_id: c.text('subscription_id').references(() => pushSubscriptions.id, { onDelete: 'cascade' }),
    /** The same notification is sent to a subscription once. */
    tag: c.text('tag').notNull(),
    about: c.json<PushAbout>('about').notNull(),
    attempts: c.integer('attempts').notNull(),
    created_at: c.instant('created_at').notNull(),
    /** It is not sent before this time. While somebody sends it, another may try from then on. */
    due_at: c.instant('due_at').notNull(),
    expires_at: c.instant('expires_at').notNull(),
  }, t => [c.uniqueIndex('pushes_tag').on(t.subscription_id, t.tag), c.index('pushes_due').on(t.due_at)])

  /** Secrets that all servers on this database share, encrypted. */
  const serverSecrets = c.table('server_secrets', {
    name: c.text('name').primaryKey(),
    sealed: c.text('sealed').notNull(),
    made_at: c.instant('made_at').notNull(),
  })

  return { news, pushSubscriptions, pushes, serverSecrets }
}
