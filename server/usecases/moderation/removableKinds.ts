import type { Instant } from '../../../shared/model/instant'
import type { Away } from '../../../shared/rules/bin'
import type { StoredComment } from '../../db/stores/people/comments'
import type { ClimbChoice, StoredClimb } from '../../db/stores/climbs/moderation'
import type { WriteContext } from '../../transaction/context'

export type ModerationContext = Pick<WriteContext, 'stores' | 'touch' | 'now'>
/** A thing that is hidden, put into the bin and shown again. */
export type Removable = Away & { id: string; updated_at: Instant }
export interface ByIds { ids: readonly string[] }
type State = Parameters<ModerationContext['stores']['moderation']['chosen']>[1]

/** A kind of such things: how an admin's act finds them, and changes whether others see them. */
export interface RemovableKind<T extends Removable, Choice = ByIds> {
  chosen: (context: ModerationContext, choice: Choice | ByIds, state: State) => Promise<T[]>
  set: (context: ModerationContext, things: readonly T[], values: Partial<Away>, at: Instant) => Promise<void>
}

export const climbKind: RemovableKind<StoredClimb, ClimbChoice> = {
  chosen: ({ stores }, choice, state) => stores.moderation.chosen(choice, state),
  async set({ stores, touch }, climbs, values, updated_at) {
    await stores.moderation.set(climbs.map(({ id }) => id), { ...values, updated_at })
    for (const { id } of climbs) touch.climbAnywhere(id)
  },
}

/** A comment that comes back is as old as it was: people are told when its words changed. */
export const commentKind: RemovableKind<StoredComment> = {
  chosen: ({ stores }, { ids }, state) => stores.comments.chosen(ids, state),
  async set({ stores, touch }, comments, values) {
    await stores.comments.set(comments.map(({ id }) => id), values)
    await stores.comments.recount(comments.map(({ climb_id }) => climb_id))
    for (const { id, climb_id } of comments) touch.commentAnywhere(id, climb_id)
  },
}
