import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as Y from 'yjs'
import type { CollabServices } from './collabServices'
import type { LoadedDocument } from './persistence'

export interface ReadableDocument {
  loaded: LoadedDocument
  /** The stored updates that cannot be read, or that build on an unreadable one. */
  corrupt: { seq: number; update: Uint8Array }[]
}

export const lacksDependencies = ({ store }: Y.Doc): boolean => (store.pendingStructs ?? store.pendingDs) !== null

/** Each update is tried on a copy, because a failed try may leave half of it in the document. */
function withUpdate(doc: Y.Doc, update: Uint8Array): Y.Doc | null {
  const copy = new Y.Doc()
  try {
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
    Y.applyUpdate(copy, update)
    return lacksDependencies(copy) ? null : copy
  } catch {
    return null
  }
}

/**
 * Loads the readable part of a document that cannot be read completely.
 * @throws Error if the snapshot is unreadable, because every update builds on it
 */
export function withoutCorruptUpdates({ version, updates, uncompacted }: LoadedDocument): ReadableDocument {
  const first = version.seq - updates.length + 1
  const hasSnapshot = updates.length > uncompacted.count
  const corrupt: ReadableDocument['corrupt'] = []
  const good: Uint8Array[] = []
  let doc = new Y.Doc()
  for (const [place, update] of updates.entries()) {
    const next = withUpdate(doc, update)
    if (!next && hasSnapshot && place === 0) throw new Error('the snapshot cannot be read')
    if (next) good.push(update)
    else corrupt.push({ seq: first + place, update })
    doc = next ?? doc
  }
  return { loaded: { version, updates: good, uncompacted }, corrupt }
}

/** [SAFE-7] Copies the unreadable updates to files before the log is folded without them, and tells the log where they are. */
export async function quarantine(
  { config, log }: Pick<CollabServices, 'config' | 'log'>,
  { loaded: { version }, corrupt }: ReadableDocument,
): Promise<void> {
  const folder = join(config.dataDir, 'spoiled')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const files = corrupt.map(({ seq }) => join(folder, `${version.name.replaceAll('/', '-')}-${version.epoch}-${seq}.bin`))
  await Promise.all(corrupt.map(({ update }, place) => writeFile(files[place] ?? '', update, { mode: 0o600 })))
  log.error(
    { document: version.name, updates: corrupt.map(({ seq }) => seq), files },
    'stored updates of a document cannot be read and are left out; what to do: docs/documents.md, "Spoiled updates"',
  )
}
