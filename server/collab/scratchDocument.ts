import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { Refusal } from '../../shared/result'

/** Of two concurrent sets of a key Yjs keeps the higher client id; browsers take theirs below 2^32. */
export const FIRST_SERVER_CLIENT = 2 ** 40

export const newServerClient = (): number => FIRST_SERVER_CLIENT + randomInt(2 ** 48 - 1)

/** What an edit did to a document. */
export interface Effect {
  /** Exactly what was new. */
  update: Uint8Array
  /** Browsers' client ids that something of it was written under. */
  clients: number[]
  /** Per root name the keys that changed; null stands for a list's or text's content. */
  changed: Map<string, Set<string | null>>
}

/** The update builds on something that is not there. */
export class Gap extends Refusal {
  constructor() {
    super('invalid', { key: 'gap' })
  }
}

/** A copy to try edits on. Its own edits win over every browser's. */
export function shadowOf(doc: Y.Doc): Y.Doc {
  const shadow = new Y.Doc()
  Y.applyUpdate(shadow, Y.encodeStateAsUpdate(doc))
  shadow.clientID = newServerClient()
  return shadow
}

function noteChanges({ changed }: Y.Transaction, into: Effect['changed']): void {
  for (const [type, keys] of changed) {
    if (type._item !== null) throw new Refusal('invalid', { key: 'nested' })
    const root = Y.findRootTypeKey(type)
    into.set(root, new Set([...into.get(root) ?? [], ...keys]))
  }
}

/**
 * Runs the edit on the shadow and says what it did; null if nothing. After a throw the shadow is spoilt.
 * @throws Refusal
 */
export function tryOn(shadow: Y.Doc, edit: (shadow: Y.Doc) => void): Effect | null {
  const updates: Uint8Array[] = []
  const transactions: Y.Transaction[] = []
  const onUpdate = (update: Uint8Array) => updates.push(update)
  const onTransaction = (transaction: Y.Transaction) => transactions.push(transaction)
  shadow.on('update', onUpdate)
  shadow.on('afterTransaction', onTransaction)
  try {
    edit(shadow)
  } finally {
    shadow.off('update', onUpdate)
    shadow.off('afterTransaction', onTransaction)
  }
  if (shadow.store.pendingStructs ?? shadow.store.pendingDs) throw new Gap()
  if (updates.length === 0) return null
  const changed: Effect['changed'] = new Map()
  for (const transaction of transactions) noteChanges(transaction, changed)
  const update = updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates)
  return { update, clients: [...Y.parseUpdateMeta(update).to.keys()].filter(client => client < FIRST_SERVER_CLIENT), changed }
}
