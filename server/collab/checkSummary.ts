import * as Y from 'yjs'
import { limits } from '../../shared/limits'
import { Refusal } from '../../shared/result'
import { FIRST_SERVER_CLIENT, MissingDependencies } from './scratchDocument'
import type { Stretch, UpdateSummary } from './updateSummary'

/** Typing never puts so many structs at one place, and Yjs would compare each of them with each. */
const AT_ONE_PLACE = 100

const stateOf = (doc: Y.Doc, client: number): number => Y.getState(doc.store, client)

/** The client ids of the summary that the document does not have. */
export const newClientsIn = ({ structs }: UpdateSummary, doc: Y.Doc): number[] =>
  structs.map(({ client }) => client).filter(client => !doc.store.clients.has(client))

function requireWhole({ structs, deletes, needs }: UpdateSummary, doc: Y.Doc): void {
  const reached = new Map(structs.map(({ client, to }) => [client, to]))
  const isThere = (client: number, end: number) => end <= Math.max(stateOf(doc, client), reached.get(client) ?? 0)
  const isWhole = structs.every(({ client, from }) => from <= stateOf(doc, client))
    && needs.every(({ client, clock }) => isThere(client, clock + 1))
    && deletes.every(({ client, to }) => isThere(client, to))
  if (!isWhole) throw new MissingDependencies()
}

/**
 * [LIMIT-21] Decides whether a writer's update may be tried on the document, before anything is applied or copied.
 * @throws MissingDependencies if it builds on changes that the document lacks
 * @throws Refusal `invalid` or `too_large`, with the key `update`, `client` or `clients`
 */
export function requireAdmissible(summary: UpdateSummary, doc: Y.Doc): void {
  if (summary.mostAtOnePlace > AT_ONE_PLACE) throw new Refusal('invalid', { key: 'update' })
  const unheard = summary.structs.filter(({ client, to }) => client >= FIRST_SERVER_CLIENT && to > stateOf(doc, client))
  if (unheard.length > 0) throw new Refusal('invalid', { key: 'client' })
  const newClients = newClientsIn(summary, doc).length
  if (newClients > limits.yjsNewClients) throw new Refusal('invalid', { key: 'clients' })
  if (newClients > 0 && doc.store.clients.size + newClients > limits.documentClients) throw new Refusal('too_large', { key: 'clients' })
  requireWhole(summary, doc)
}

/** At most so many structs are looked at to find out whether deletes are known. */
const LOOKED_AT = 50_000

/** True if everything in these stretches is already deleted. */
function areDeleted(doc: Y.Doc, deletes: readonly Stretch[]): boolean {
  let left = LOOKED_AT
  return deletes.every(({ client, from, to }) => {
    const structs = doc.store.clients.get(client)
    if (!structs || to > stateOf(doc, client)) return false
    for (let at = Y.findIndexSS(structs, from); at < structs.length; at++) {
      const struct = structs[at]
      if (!struct || struct.id.clock >= to) return true
      if (!struct.deleted || --left < 0) return false
    }
    return true
  })
}

/** [LIMIT-20] True if the document has the whole update already. It is asked for readers, whose updates are never tried. */
export const bringsNothing = ({ structs, deletes }: UpdateSummary, doc: Y.Doc): boolean =>
  structs.every(({ client, to }) => to <= stateOf(doc, client)) && areDeleted(doc, deletes)
