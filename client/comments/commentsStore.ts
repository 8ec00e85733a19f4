import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { BinEntry } from '../../shared/model/bin'
import type { Comment } from '../../shared/model/comment'
import { faceFeed, userFeed } from '../../shared/feedName'
import { useSession } from '../account/sessionStore'
import { newId } from '../offline/newId'
import { applyCommentOverlay } from '../offline/outbox/commentOverlay'
import { isFresh } from '../offline/outbox/item'
import { useOutbox, type Written } from '../offline/outboxStore'
import { useSource } from '../sources/sourceStore'
import { useConnection } from '../sync/connection'
import { useFaces } from '../wall/facesStore'
import { threadsOf, type Thread } from './threads'

/** A comment of one's own that others do not see. */
export type CommentInBin = BinEntry & { comment: Comment }

/** The comments on the current face's climbs. What I did shows at once, whether the server has it or not. */
export const useComments = defineStore('comments', () => {
  const { tables } = useConnection()
  const faces = useFaces()
  const outbox = useOutbox()
  const session = useSession()
  const source = useSource()

  const mine = computed(() => userFeed(session.user?.id ?? ''))
  const rows = computed(() => new Map([...tables.rows(faceFeed(faces.currentId ?? ''), 'comment'), ...tables.rows(mine.value, 'comment')]))
  const binned = computed(() => [...tables.rows(mine.value, 'bin').values()].flatMap((entry): CommentInBin[] =>
    (entry.comment === null ? [] : [{ ...entry, comment: entry.comment }])))
  const overlay = computed(() => {
    const { actor } = session
    if (actor.kind !== 'user') return { comments: rows.value, states: null }
    const binnedOne = (id: string) => binned.value.find(entry => entry.id === id)?.comment
    return applyCommentOverlay(source.isStokt ? [] : outbox.items, { comments: rows.value, binned: binnedOne }, actor)
  })
  const byClimb = computed(() => {
    const groups = new Map<string, Comment[]>()
    for (const comment of overlay.value.comments.values()) {
      const group = groups.get(comment.climb_id)
      if (group) group.push(comment)
      else groups.set(comment.climb_id, [comment])
    }
    return groups
  })
  const threadsOn = (climbId: string): Thread[] => threadsOf(byClimb.value.get(climbId) ?? [])
  const countOn = (climbId: string): number => byClimb.value.get(climbId)?.length ?? 0
  /** The state of my last act on a comment; null where nothing waits. */
  const stateOf = (id: string) => {
    const state = overlay.value.states?.get(id)
    return state === undefined || state === 'sent' ? null : state
  }
  /** The comment is on this device alone: the server has not heard of it. */
  const isUnsent = (id: string): boolean => outbox.items.some(item =>
    item.write.command === 'comments.create' && item.write.input.id === id && isFresh(item))
  /** My hidden or deleted comments, without those that I took out of the bin here. */
  const bin = computed(() => binned.value
    .filter(({ id }) => !overlay.value.comments.has(id))
    .sort((a, b) => (a.at < b.at ? 1 : -1)))

  const write = (climbId: string, text: string, repliedTo: string | null): Promise<Written> => (source.isStokt
    ? source.comment(climbId, text, repliedTo)
    : outbox.send(
        { command: 'comments.create', input: { climb_id: climbId, id: newId(), text, replied_to_id: repliedTo } },
        text.trim().slice(0, NAME_MAX),
      ))
  const change = ({ id }: Comment, text: string): Promise<Written> =>
    outbox.send({ command: 'comments.update', input: { id, text } }, text.trim().slice(0, NAME_MAX))
  const remove = ({ id, text, climb_id }: Comment, reason = ''): Promise<Written> => (source.isStokt
    ? source.deleteComment({ id, climb_id })
    : outbox.send({ command: 'comments.delete', input: { id, ...reason === '' ? {} : { reason } } }, text.slice(0, NAME_MAX)))
  const restore = ({ id, text }: Comment): Promise<Written> => outbox.send({ command: 'comments.restore', input: { id } }, text.slice(0, NAME_MAX))

  return { threadsOn, countOn, stateOf, isUnsent, bin, write, change, remove, restore }
})

/** A comment that waits is named by its first words. */
const NAME_MAX = 60
