import type { FeedName } from '../../../shared/contract/feeds'
import { ascentChanged, ascentDeleted } from './ascentRules'
import { commentAdded, isCommentItem } from './commentRules'
import {
  climbIdsOf, isCreate, isFresh, isMark, keptIdOf, localId, neededIdOf, targetIdOf, withName, type OutboxItem, type Write,
} from './item'
import { isKeptItem, keptAdded } from './listRules'
import { turned } from './turned'

type Items = readonly OutboxItem[]
export type Change = (items: Items) => Items

/** [OUTBOX-2] What is done to something still waiting here changes what waits; the rest queues up behind. */
export const added = (given: OutboxItem): Change => items => {
  const item = withKnownId(given, items)
  const { write } = item
  if (isCommentItem(item)) return commentAdded(item, items)
  if (isKeptItem(item)) return keptAdded(item, items)
  if (write.command === 'ascents.update') return ascentChanged(item, items)
  if (write.command === 'ascents.delete') return ascentDeleted(item, items)
  return isMark(write) ? turned(item, items) : queued(item, items)
}

function queued(item: OutboxItem, items: Items): Items {
  const { write } = item
  if (write.command === 'tasks.finish' || write.command === 'tasks.reopen') return turned(item, items)
  const subject = targetIdOf(item)
  if (write.command === 'annotations.renew') return renewedOnce(item, items)
  const mine = items.filter(other => targetIdOf(other) === subject)
  if (write.command === 'climbs.update') {
    const last = mine.at(-1)
    if (last && isFresh(last) && (isCreate(last.write) || last.write.command === 'climbs.update'))
      return items.map(other => (other === last ? { ...last, name: item.name, write: joined(last.write, write) } : other))
  }
  if (write.command === 'climbs.restore') {
    const last = mine.at(-1)
    if (last?.write.command === 'climbs.delete' && isFresh(last)) return items.filter(other => other !== last)
  }
  if (write.command === 'climbs.delete' || write.command === 'tasks.delete') {
    const isUnknown = mine.some(other => isCreate(other.write) && (isFresh(other) || other.state === 'refused'))
    // Work that is done has to be open again before who asked for it may take it away. A deleted climb may be had back, as it was last.
    const isNeeded = (other: OutboxItem) =>
      other.state !== 'refused' && (!isFresh(other) || write.command === 'climbs.delete' || other.write.command === 'tasks.reopen')
    const isPart = (other: OutboxItem) => mine.includes(other) || (isUnknown && neededIdOf(other.write) === subject)
    const rest = items.filter(other => !isPart(other) || (!isUnknown && isNeeded(other)))
    return isUnknown ? rest : [...rest, item]
  }
  return [...items, item]
}

/** A word that waits to be said again is said again once, however often that was asked. */
function renewedOnce(item: OutboxItem, items: Items): Items {
  const rest = items.filter(other => !(targetIdOf(other) === targetIdOf(item) && other.state === 'refused'))
  return rest.some(other => targetIdOf(other) === targetIdOf(item) && other.state === 'waiting') ? rest : [...rest, item]
}

/** Done to a climb or a task that got its name at the server a moment ago. */
function withKnownId(item: OutboxItem, items: Items): OutboxItem {
  const write = items.reduce(
    (write, { key, write: made, answer }) => (answer && isCreate(made) ? withName(write, localId(key), answer.id) : write), item.write,
  )
  return write === item.write ? item : { ...item, write }
}

function joined(before: Write, { input: { id: _, ...patch } }: Extract<Write, { command: 'climbs.update' }>): Write {
  if (before.command === 'climbs.create') {
    const { name = before.input.name, holds_list = before.input.holds_list, ...rest } = patch
    return { command: before.command, input: { ...before.input, ...rest, name, holds_list } }
  }
  return before.command === 'climbs.update' ? { ...before, input: { ...before.input, ...patch } } : before
}

/** [OUTBOX-1] In the order in which things were done; what is about a climb or a task without a name at the server waits for that. */
export function nextOf(items: Items): OutboxItem | null {
  const makings = items.filter(item => isCreate(item.write) && item.state !== 'sent')
  const unnamed = new Set(makings.map(item => localId(item.key)))
  const coming = new Set(makings.filter(item => item.state !== 'refused').map(item => localId(item.key)))
  // A list's order goes without a climb that the server refused.
  const isHeld = (write: Write) => unnamed.has(neededIdOf(write) ?? '') || climbIdsOf(write).some(id => coming.has(id))
  return items.find(({ state, write }) => state === 'waiting' && !isHeld(write)) ?? null
}

const changed = (key: string, change: (item: OutboxItem) => OutboxItem): Change => items =>
  items.map(item => (item.key === key ? change(item) : item))

export const sending = (key: string): Change => changed(key, item => ({ ...item, state: 'sending', tries: item.tries + 1 }))
export const putBack = (key: string, why: OutboxItem['why']): Change => changed(key, item => ({ ...item, state: 'waiting', why }))
export const refused = (key: string, why: OutboxItem['why']): Change => changed(key, item => ({ ...item, state: 'refused', why }))
/** Its user wants it tried once more; what is refused has to be asked anew, under a new name. */
export const retried = (key: string, newKey: string): Change => items => {
  const item = items.find(one => one.key === key)
  if (item?.state !== 'refused') return items
  return renamed(
    localId(key),
    localId(newKey),
  )(items).map(one => (one.key === key ? { ...one, key: newKey, state: 'waiting', tries: 0, why: null } : one))
}
/** A thing that the server does not know goes together with everything that was done to it since. */
export const discarded = (key: string): Change => items => {
  const item = items.find(one => one.key === key)
  if (!item || item.state === 'sending' || item.state === 'sent') return items
  const isWhole = item.write.command.endsWith('.create')
  const kept = keptIdOf(item.write)
  const isOfKept = (one: OutboxItem) => kept !== null && keptIdOf(one.write) === kept
  const isPart = (one: OutboxItem) => targetIdOf(one) === targetIdOf(item) || neededIdOf(one.write) === localId(key) || isOfKept(one)
  return items.filter(one => one !== item && !(isWhole && isPart(one)))
}
/** The tab that was sending is gone: the page was closed meanwhile. */
export const left: Change = items =>
  items.some(item => item.state === 'sending')
    ? items.map(item => (item.state === 'sending' ? { ...item, state: 'waiting' } : item))
    : items

const renamed = (before: string, id: string): Change => items => items.map((item) => {
  const write = withName(item.write, before, id)
  return write === item.write ? item : { ...item, write }
})

/** The server has it; what was done to it since goes under the name that it gave. */
export const answered = (key: string, answer: OutboxItem['answer'], cursors: OutboxItem['cursors']): Change => items => {
  const sent = changed(key, item => ({ ...item, state: 'sent', why: null, answer, cursors }))(items)
  const item = items.find(one => one.key === key)
  return item && isCreate(item.write) && answer ? renamed(localId(key), answer.id)(onTopOf(answer, key, sent)) : onTopOf(answer, key, sent)
}

/** A change on top of one's own change follows it, whatever time the server gave that. */
function onTopOf(answer: OutboxItem['answer'], key: string, items: Items): Items {
  const at = items.findIndex(item => item.key === key)
  const [sent] = items.slice(at, at + 1)
  const next = items.findIndex((item, place) => place > at && sent !== undefined && targetIdOf(item) === targetIdOf(sent))
  return items.map((item, place) =>
    place === next && item.write.command === 'climbs.update' && item.write.ifMatch !== undefined && answer && 'updated_at' in answer
      ? { ...item, write: { ...item.write, ifMatch: answer.updated_at } }
      : item,
  )
}

/** [OUTBOX-5] What was sent leaves once every feed that we follow has come as far as the server said. */
export const settled = (hasReached: (feed: FeedName, cursor: string) => boolean): Change => items => {
  const rest = items.filter(item => item.state !== 'sent' || !item.cursors.every(([feed, cursor]) => hasReached(feed, cursor)))
  return rest.length < items.length ? rest : items
}
