import type { CallInput } from '../../shared/contract/commands'
import type { ClimbRow } from '../../shared/model/climb'
import { instantOf } from '../../shared/model/instant'
import { faceFeed, userFeed } from '../../shared/feedName'
import { ApiError } from '../api/api'
import type { Api } from '../api/useApi'
import { WriteRefused, type Written } from '../offline/outboxStore'
import type { FeedTables } from '../sync/feedTables'
import { deletedRow, putRow, type StoktCopy } from './stoktCopy'

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
