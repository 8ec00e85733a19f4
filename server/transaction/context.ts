import type { Actor } from '../../shared/access/actor'
import type { FeedName } from '../../shared/feedName'
import type { Instant } from '../../shared/model/instant'
import type { Config } from '../config/config'
import type { Stores } from '../db/stores/stores'
import type { Touch } from '../feeds/touched'

/** The context of a use-case that only reads. */
export interface ReadContext {
  actor: Actor
  config: Config
  now: Instant
  stores: Stores
}

/**
 * The context inside one transaction: the writes of `stores` are committed together with the feed rows of the touched
 * things, or not at all.
 */
export interface WriteContext extends ReadContext {
  touch: Touch
  /** Adds a step that runs once the feed rows are written, before the commit. */
  atEnd: (step: LastStep) => void
  /** Adds a step that runs at the commit, before the feeds are told. It must not throw. */
  onceCommitted: (step: () => void) => void
}
/** Gets the new cursor of each feed that changed. */
export type LastStep = (cursors: ReadonlyMap<FeedName, string>) => Promise<void>

/** Runs work in one transaction and publishes what it touched once it is committed. May run the work twice. */
export type Transact = <T>(work: (context: WriteContext) => Promise<T>) => Promise<T>
