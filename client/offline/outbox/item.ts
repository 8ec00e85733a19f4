import type { CallInput } from '../../../shared/contract/commands'
import type { FeedName } from '../../../shared/contract/feeds'
import type { Ascent } from '../../../shared/model/ascent'
import type { ClimbRow } from '../../../shared/model/climb'
import type { Comment } from '../../../shared/model/comment'
import type { Instant } from '../../../shared/model/instant'
import type { Task } from '../../../shared/model/task'

/** The commands that wait without a network. */
export type Write = ClimbWrite | CommentWrite | TaskWrite | RenewWrite | MarkWrite | AscentWrite | ListWrite | SearchWrite
export type ClimbWrite =
  | { command: 'climbs.create'; input: CallInput<'climbs.create'> }
  /** Refused where the climb is no more what it was when it was changed here. */
  | { command: 'climbs.update'; input: CallInput<'climbs.update'>; ifMatch?: string }
  | { command: 'climbs.delete'; input: CallInput<'climbs.delete'> }
  | { command: 'climbs.restore'; input: CallInput<'climbs.restore'> }
/** A comment has its id from here, so what is done to it needs no other name later. */
export type CommentWrite =
  | { command: 'comments.create'; input: CallInput<'comments.create'> & { id: string } }
  | { command: 'comments.update'; input: CallInput<'comments.update'> }
  | { command: 'comments.delete'; input: CallInput<'comments.delete'> }
  | { command: 'comments.restore'; input: CallInput<'comments.restore'> }
export type TaskWrite =
  | { command: 'tasks.create'; input: CallInput<'tasks.create'> }
  | { command: 'tasks.finish'; input: CallInput<'tasks.finish'> }
  | { command: 'tasks.reopen'; input: CallInput<'tasks.reopen'> }
  | { command: 'tasks.delete'; input: CallInput<'tasks.delete'> }
/** A mark of mine on a climb, which another command takes away. */
export interface MarkWrite {
  command: 'climbs.like' | 'climbs.unlike' | 'climbs.addProject' | 'climbs.removeProject'
  input: { id: string }
}
/** What its person says of a send; what is left out stays as it is. */
export type AscentFacts = Omit<CallInput<'ascents.update'>, 'id' | 'sent_at'> & { sent_at?: Instant }
/** A send has its id from the beginning, so that it can be changed before the server has it. */
export type AscentWrite =
  | { command: 'ascents.create'; input: AscentFacts & { id: string; ascent_id: string } }
  | { command: 'ascents.update'; input: AscentFacts & { id: string } }
  | { command: 'ascents.delete'; input: CallInput<'ascents.delete'> }
/** A list has its id from the beginning, so that climbs go into it before the server has it. */
export type ListWrite =
  | { command: 'lists.create'; input: CallInput<'lists.create'> & { id: string } }
  | { command: 'lists.update'; input: CallInput<'lists.update'> }
  | { command: 'lists.delete'; input: CallInput<'lists.delete'> }
  | { command: 'lists.addClimb'; input: CallInput<'lists.addClimb'> }
  | { command: 'lists.removeClimb'; input: CallInput<'lists.removeClimb'> }
  | { command: 'lists.order'; input: CallInput<'lists.order'> }
export type SearchWrite =
  | { command: 'searches.create'; input: Omit<CallInput<'searches.create'>, 'seen_at'> & { id: string; seen_at?: Instant } }
  | { command: 'searches.update'; input: Omit<CallInput<'searches.update'>, 'seen_at'> & { seen_at?: Instant } }
  | { command: 'searches.delete'; input: CallInput<'searches.delete'> }
interface RenewWrite {
  command: 'annotations.renew'
  input: { id: number; part: 'condition' }
}
export type Making = Extract<Write, { command: 'climbs.create' | 'tasks.create' }>

/**
 * - waiting: it goes as soon as the server is reached
 * - sending: on its way
 * - sent: the server has it; it stays until its row has come round
 * - refused: the server would not have it; its user says what becomes of it
 */
export type ItemState = 'waiting' | 'sending' | 'sent' | 'refused'

/** Something done here that the server has not, or whose row has not come back yet. */
export interface OutboxItem {
  /** Names it at the server too, so that it counts once however often it is sent. */
  key: string
  write: Write
  /** Its subject, as it is read. */
  name: string
  /** Milliseconds since 1970, by this device's clock. */
  at: number
  state: ItemState
  /** The number of times that it was sent. The server may have it from the first time on. */
  tries: number
  /** The result of the last try. */
  why: { code: string; detail: string } | null
  answer: Ascent | ClimbRow | Comment | Task | null
  /** The cursors of the feeds that had it. */
  cursors: readonly (readonly [FeedName, string])[]
}

/** Nobody else knows of it yet, so it may still change its words. */
export const isFresh = ({ tries, state }: Pick<OutboxItem, 'tries' | 'state'>): boolean => tries === 0 && state === 'waiting'

const LOCAL = 'local-'
/** Stands for the id of a climb or a task that the server has not named yet. */
export const localId = (key: string): string => LOCAL + key
export const isLocalId = (id: string): boolean => id.startsWith(LOCAL)

/** It changes a climb or a task that may have no name at the server yet. */
export const isUpdate = (write: Write): write is Exclude<Write, CommentWrite | Making | RenewWrite> =>
  !isCreate(write) && !isOfComment(write) && write.command !== 'annotations.renew'

export const isOfComment = (write: Write): write is CommentWrite => write.command.startsWith('comments.')

export const isCreate = (write: Write): write is Making => write.command === 'climbs.create' || write.command === 'tasks.create'

/** What each command marks, and whether it makes the mark or takes it away. */
export const MARKS = {
  'climbs.like': { of: 'like', isOn: true },
  'climbs.unlike': { of: 'like', isOn: false },
  'climbs.addProject': { of: 'project', isOn: true },
  'climbs.removeProject': { of: 'project', isOn: false },
} as const satisfies Record<MarkWrite['command'], { of: string; isOn: boolean }>
export const isMark = (write: Write): write is MarkWrite => write.command in MARKS
export const isOfAscent = (write: Write): write is AscentWrite => write.command.startsWith('ascents.')

export const isOfList = (write: Write): write is ListWrite => write.command.startsWith('lists.')
/** A climb goes into a list or out of it. */
const isPlaced = (write: Write): write is Extract<ListWrite, { command: 'lists.addClimb' | 'lists.removeClimb' }> =>
  write.command === 'lists.addClimb' || write.command === 'lists.removeClimb'
export const isOfSearch = (write: Write): write is SearchWrite => write.command.startsWith('searches.')
/** The list or the kept search that it is about. */
export const keptIdOf = (write: Write): string | null => (isOfList(write) || isOfSearch(write) ? write.input.id : null)

/** The thing, the place in a list, the mark on a climb or the word on a hold that it is about. */
export function targetIdOf({ write, key }: Pick<OutboxItem, 'write' | 'key'>): string {
  if (write.command === 'annotations.renew') return `word on ${write.input.id}`
  if (isMark(write)) return `${MARKS[write.command].of} ${write.input.id}`
  if (write.command === 'ascents.create') return write.input.ascent_id
  if (write.command === 'lists.order') return `order of ${write.input.id}`
  if (isPlaced(write)) return `${write.input.climb_id} in ${write.input.id}`
  return isCreate(write) ? localId(key) : write.input.id
}

/** The climb, task or send that the server has to know before it is told this. */
export function neededIdOf(write: Write): string | null {
  if (isPlaced(write)) return write.input.climb_id
  return isUpdate(write) ? write.input.id : null
}

/** The climbs that a new list begins with, or that an order names. */
export const climbIdsOf = ({ input }: Write): readonly string[] => ('climb_ids' in input ? input.climb_ids ?? [] : [])

/** The same under the id that the server gave a climb or a task, in the place of the one that stood for it. */
export function withName(write: Write, before: string, id: string): Write {
  const renamed = (one: string): string => (one === before ? id : one)
  if (!isOfList(write)) return isUpdate(write) && write.input.id === before ? ({ ...write, input: { ...write.input, id } } as Write) : write
  if (isPlaced(write)) return { ...write, input: { ...write.input, climb_id: renamed(write.input.climb_id) } }
  const climb_ids = climbIdsOf(write)
  return climb_ids.includes(before) ? ({ ...write, input: { ...write.input, climb_ids: climb_ids.map(renamed) } } as Write) : write
}
