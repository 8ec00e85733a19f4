import type { CallInput } from '../../shared/contract/commands'
import type { ClimbRow } from '../../shared/model/climb'
import type { Comment } from '../../shared/model/comment'
import { instantOf } from '../../shared/model/instant'
import { faceFeed, userFeed } from '../../shared/feedName'
import { ApiError } from '../api/api'
import type { Api } from '../api/useApi'
import { WriteRefused, type Written } from '../offline/outboxStore'
import type { FeedTables } from '../sync/feedTables'
import { bookmarkRow, deletedRow, putRow, type StoktCopy } from './stoktCopy'

interface Parts {
  call: Api['call']
  tables: FeedTables
  copy: () => StoktCopy | null
  who: () => string | null
  faceId: () => string | null
}

const asRefused = (error: unknown): never => {
  throw error instanceof ApiError ? new WriteRefused(error.code, error.detail) : error
}

/** [SOURCE-10] What a person does in Stokt. It is done at once or refused: nothing of it waits to be sent. */
export function createStoktWriting({ call, tables, copy, who, faceId }: Parts) {
  function showLike(id: string, isOn: boolean): void {
    const climb = tables.rows(faceFeed(faceId() ?? ''), 'climb').get(id)
    const like = isOn ? putRow('like', id, { climb_id: id, created_at: instantOf(Date.now()) }) : deletedRow('like', id)
    copy()?.change(userFeed(who() ?? ''), [like])
    if (!climb) return
    const total_likes = Math.max(0, climb.total_likes + (isOn ? 1 : -1))
    copy()?.change(faceFeed(climb.face_id), [putRow('climb', id, { ...climb, total_likes })])
  }

  return {
    /** It shows at once, and is taken back where Stokt does not take it. */
    async like({ id }: Pick<ClimbRow, 'id'>, isOn: boolean): Promise<Written> {
      showLike(id, isOn)
      await call(isOn ? 'stokt.like' : 'stokt.unlike', { id }).catch((error: unknown) => {
        showLike(id, !isOn)
        asRefused(error)
      })
      return { id, isWaiting: false }
    },

    async bookmark({ id }: Pick<ClimbRow, 'id'>, isOn: boolean): Promise<Written> {
      const show = (isMarked: boolean) => copy()?.change(userFeed(who() ?? ''), [bookmarkRow(id, isMarked)])
      show(isOn)
      await call(isOn ? 'stokt.bookmark' : 'stokt.unbookmark', { id }).catch((error: unknown) => {
        show(!isOn)
        asRefused(error)
      })
      return { id, isWaiting: false }
    },

    /** [SOURCE-14] Rejects with `WriteRefused`; the words stay in their field. */
    async comment(climbId: string, text: string, repliedTo: string | null): Promise<Written> {
      const comment = await call('stokt.comment', { id: climbId, text, replied_to_id: repliedTo }).catch(asRefused)
      copy()?.change(faceFeed(faceId() ?? ''), [putRow('comment', comment.id, comment)])
      return { id: comment.id, isWaiting: false }
    },
    async deleteComment({ id, climb_id }: Pick<Comment, 'id' | 'climb_id'>): Promise<Written> {
      await call('stokt.deleteComment', { id: climb_id, comment_id: id }).catch(asRefused)
      copy()?.change(faceFeed(faceId() ?? ''), [deletedRow('comment', id)])
      return { id, isWaiting: false }
    },

    /** Rejects with `WriteRefused`; what was drawn stays with who drew it. */
    async setClimb(input: CallInput<'climbs.create'>): Promise<Written> {
      const { face_id, name, holds_list, grade_font = null, feet_rule = null, description = null, is_private } = input
      const wanted = { face_id, name, holds_list, grade_font, feet_rule, description, is_private }
      const climb = await call('stokt.setClimb', wanted).catch(asRefused)
      copy()?.change(faceFeed(climb.face_id), [putRow('climb', climb.id, climb)])
      return { id: climb.id, isWaiting: false }
    },
  }
}
