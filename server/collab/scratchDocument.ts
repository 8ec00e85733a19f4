import { randomInt } from 'node:crypto'
import * as Y from 'yjs'
import { Refusal } from '../../shared/result'

/** When two clients set one key at the same time, Yjs keeps the value of the higher client id. Browsers' ids are below 2^32. */
export const FIRST_SERVER_CLIENT = 2 ** 40

export const newServerClient = (): number => FIRST_SERVER_CLIENT + randomInt(2 ** 48 - 1)

/** The effect of an edit on a document. */
export interface UpdateEffect {
  /** Exactly the new part. */
  update: Uint8Array
  /** The browsers' client ids under which parts of it were written. */
  clients: number[]
  /** The changed keys of each root; null stands for the content of a list or text. */
  changed: Map<string, Set<string | null>>
}

/** The update builds on changes that the document does not have. */
export class MissingDependencies extends Refusal {
  constructor() {
    super('invalid', { key: 'gap' })
  }
}

/** Makes a copy to try edits on. Its own edits win over every browser's. */
export function scratchOf(doc: Y.Doc): Y.Doc {
  const scratch = new Y.Doc()
  Y.applyUpdate(scratch, Y.encodeStateAsUpdate(doc))
  scratch.clientID = newServerClient()
  return scratch
}

function noteChanges({ changed }: Y.Transaction, into: UpdateEffect['changed']): void {
  for (const [type, keys] of changed) {
    if (type._item !== null) throw new Refusal('invalid', { key: 'nested' })
    const root = Y.findRootTypeKey(type)
    into.set(root, new Set([...into.get(root) ?? [], ...keys]))
  }
}

/**
 * Runs the edit on the scratch and returns its effect; null if it changed nothing. After an error the scratch must be
 * dropped.
 * @throws Refusal
 */
export function dryRun(scratch: Y.Doc, edit: (scratch: Y.Doc) => void): UpdateEffect | null {
  const updates: Uint8Array[] = []
  const transactions: Y.Transaction[] = []
  const onUpdate = (update: Uint8Array) => updates.push(update)
  const onTransaction = (transaction: Y.Transaction) => transactions.push(transaction)
  scratch.on('update', onUpdate)
  scratch.on('afterTransaction', onTransaction)
  try {
    edit(scratch)
  } finally {
    scratch.off('update', onUpdate)
    scratch.off('afterTransaction', onTransaction)
  }
  if (scratch.store.pendingStructs ?? scratch.store.pendingDs) throw new MissingDependencies()
  if (updates.length === 0) return null
  const changed: UpdateEffect['changed'] = new Map()
  for (const transaction of transactions) noteChanges(transaction, changed)
  const update = updates.length === 1 && updates[0] ? updates[0] : Y.mergeUpdates(updates)
  return { update, clients: [...Y.parseUpdateMeta(update).to.keys()].filter(client => client < FIRST_SERVER_CLIENT), changed }
}
