import type { Brought, StoktFault, StoktMode, StoktRun } from '../../../shared/contract/sources'
import type { PublicationFault, PublicationState } from '../../../shared/model/publication'
import type { StoktContent } from '../../../shared/rules/stoktContent'
import { NEVER } from '../../../shared/model/instant'
import type { Columns } from '../columns'
import type { climbTables } from './climbs'
import type { UserTables } from './users'

type Known = Pick<ReturnType<typeof climbTables>, 'climbs'> & UserTables

export function stoktTables(c: Columns, { climbs, users }: Known) {
  /** The mirror of one gym of Stokt. One process at a time holds it and asks Stokt. */
  const stoktMirrors = c.table('stokt_mirrors', {
    /** The Stokt id of the gym. */
    gym: c.text('gym').primaryKey(),
    /** The process that asks Stokt, until `held_until`; a killed one loses it then. */
    holder: c.text('holder'),
    held_until: c.instant('held_until').notNull(),
    /** The run that somebody asked for. */
    wanted: c.text('wanted').$type<StoktMode | null>(),
    /** The run under way, or the last one. */
    run: c.json<StoktRun | null>('run'),
    /** The place where a run goes on that was interrupted; null: none was. */
    resume: c.json<StoktResume | null>('resume'),
    succeeded_at: c.instant('succeeded_at'),
    full_at: c.instant('full_at'),
    next_at: c.instant('next_at').notNull(),
    /** Runs that failed since the last success. */
    failures: c.integer('failures').notNull(),
    fault: c.text('fault').$type<StoktFault | null>(),
    fault_since: c.instant('fault_since'),
    /** The SHA-256 of a token that Stokt does not take: Stokt is not asked with it again. */
    refused_token: c.text('refused_token'),
  })

  /** The Stokt ids that the pages of a full run named, until it ends. */
  const stoktPages = c.table('stokt_pages', {
    gym: c.text('gym').notNull(),
    page: c.integer('page').notNull(),
    ids: c.json<string[]>('ids').notNull(),
  }, t => [c.primaryKey({ columns: [t.gym, t.page] })])

  /** The versions of answers whose content is stored. */
  const stoktEtags = c.table('stokt_etags', {
    path: c.text('path').primaryKey(),
    etag: c.text('etag').notNull(),
    /** The address of the page after it. */
    next: c.text('next'),
    at: c.instant('at').notNull(),
  })

  /** The time at which the counters of a climb were last read from Stokt. */
  const stoktCounters = c.table('stokt_counters', {
    climb_id: c.text('climb_id').primaryKey().references(() => climbs.id, { onDelete: 'cascade' }),
    at: c.instant('at').notNull(),
    /** Somebody opened the climb then: it comes first. */
    wanted_at: c.instant('wanted_at'),
  }, t => [c.index('stokt_counters_at').on(t.at), c.index('stokt_counters_wanted').on(t.wanted_at)])

  /** The account in Stokt of one of our users. */
  const stoktAccounts = c.table('stokt_accounts', {
    user_id: c.text('user_id').primaryKey().references(() => users.id, { onDelete: 'cascade' }),
    stokt_id: c.text('stokt_id').notNull().unique(),
    full_name: c.text('full_name').notNull(),
    /** The token, encrypted with a key that follows from the server's secret. */
    sealed: c.text('sealed').notNull(),
    since: c.instant('since').notNull(),
    /** The time since when Stokt takes the token no more. */
    broken_at: c.instant('broken_at'),
    /** What came over of the person's sends, likes and bookmarks; null: it is still to come. */
    brought: c.json<StoredBrought | null>('brought'),
    /** The time from which it is asked for, the first time or again. */
    bring_at: c.instant('bring_at').notNull().default(NEVER),
    /** How often Stokt gave nothing since then. */
    bring_failures: c.integer('bring_failures').notNull().default(0),
  })

  /**
   * What came over of a person's acts on a climb, so that it comes once. Whoever likes or sent it is counted by Stokt, and
   * not by us too.
   */
  const stoktCounted = c.table('stokt_counted', {
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    climb_id: c.text('climb_id').notNull().references(() => climbs.id, { onDelete: 'cascade' }),
    what: c.text('what').$type<BroughtWhat>().notNull(),
  }, t => [c.primaryKey({ columns: [t.climb_id, t.what, t.user_id] }), c.index('stokt_counted_user').on(t.user_id)])

  /** A climb that was set here and is sent to Stokt too, with the account of the person who wants that. */
  const stoktPublications = c.table('stokt_publications', {
    climb_id: c.text('climb_id').primaryKey().references(() => climbs.id, { onDelete: 'cascade' }),
    user_id: c.text('user_id').notNull().references(() => users.id, { onDelete: 'cascade' }),
    state: c.text('state').$type<PublicationState>().notNull(),
    fault: c.text('fault').$type<PublicationFault | null>(),
    /** Stokt's own words, where it refused. */
    words: c.text('words'),
    /** The content of the climb in Stokt as far as we know; null: it is not there. */
    sent: c.json<StoktContent | null>('sent'),
    /** The climb that Stokt was asked to make. The answer is not known while this is set, so it may be there. */
    posting: c.json<StoktContent | null>('posting'),
    posted_at: c.instant('posted_at'),
    /** The version of the climb that was compared with Stokt's. */
    seen_at: c.instant('seen_at').notNull(),
    next_at: c.instant('next_at').notNull(),
    /** How often Stokt gave nothing since the last success. */
    failures: c.integer('failures').notNull(),
    updated_at: c.instant('updated_at').notNull(),
  }, t => [c.index('stokt_publications_user').on(t.user_id)])

  return { stoktMirrors, stoktPages, stoktEtags, stoktCounters, stoktAccounts, stoktCounted, stoktPublications }
}

/** A run that was begun: the walls are stored, and so are the climbs of the pages before `next`. */
export interface StoktResume {
  mode: StoktMode
  max_age: number
  /** The address of the page that comes next. */
  next: string
  page: number
  /** The number of climbs in all that each page told; null: pages told different ones, or none. */
  total: number | null
}

/** The lists of a person in Stokt, by what comes of them here. */
export type BroughtWhat = 'send' | 'like' | 'project'
export interface StoredBrought extends Brought {
  /** The versions (ETag) of the lists at that time, where Stokt told them. */
  versions?: Partial<Record<BroughtWhat, string>>
}
