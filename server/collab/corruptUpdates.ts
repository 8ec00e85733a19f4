import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import type { BaseServices } from '../services'
import type { Loaded } from './persistence'

export interface Sifted {
  loaded: Loaded
  /** Stored updates that cannot be read, or that build on one of them. */
  spoiled: { seq: number; update: Uint8Array }[]
}

export const hasGap = ({ store }: Y.Doc): boolean => (store.pendingStructs ?? store.pendingDs) !== null

/** After a failed try a document may hold half of it: so each is tried on a copy. */
function withUpdate(doc: Y.Doc, update: Uint8Array): Y.Doc | null {
  const copy = new Y.Doc()
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(copy, update)
    return hasGap(copy) ? null : copy
  } catch {
    return null
  }
}

/**
 * Of a document of which not everything can be read: what can.
 * @throws Error where that is the snapshot, on which everything builds
 */
export function sift({ at, updates, loose }: Loaded): Sifted {
  const first = at.seq - updates.length + 1
  const hasSnapshot = updates.length > loose.count
  const spoiled: Sifted['spoiled'] = []
  const good: Uint8Array[] = []
  let doc = new Y.Doc()
  for (const [place, update] of updates.entries()) {
    const next = withUpdate(doc, update)
    if (!next && hasSnapshot && place === 0) throw new Error('the snapshot cannot be read')
    if (next) good.push(update)
    else spoiled.push({ seq: first + place, update })
    doc = next ?? doc
  }
  return { loaded: { at, updates: good, loose }, spoiled }
}

/** [SAFE-7] Before the log is folded without them: a file each, and a word to whoever looks after the server. */
export async function setAside({ config, log }: Pick<BaseServices, 'config' | 'log'>, { loaded: { at }, spoiled }: Sifted): Promise<void> {
  const folder = join(config.dataDir, 'spoiled')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = spoiled.map(({ seq }) => join(folder, `${at.name.replaceAll('/', '-')}-${at.epoch}-${seq}.bin`))
  await Promise.all(spoiled.map(({ update }, place) => writeFile(files[place] ?? '', update, { mode: 0o600 })))
  log.error({ document: at.name, updates: spoiled.map(({ seq }) => seq), files }, 'stored updates of a document cannot be read and are left out; what to do: docs/documents.md, "Spoiled updates"')
}
