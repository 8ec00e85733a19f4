import type { Edit } from './edits'

/** Something of mine that the server has not taken. */
export interface KeptEdit extends Edit {
  /** The epoch of the document in whose copy it stands; null: it waits to be set there. */
  epoch: string | null
  /** The reason why the server refused it; null: the server was not asked yet. */
  code: string | null
  /** Milliseconds since 1970, by this device's clock. */
  at: number
}

export const isSameEdit = (one: KeptEdit | undefined, other: KeptEdit): boolean =>
  one !== undefined && one.value === other.value && one.epoch === other.epoch && one.code === other.code

export interface StoredDocument {
  /** Null where only edits are kept. */
  epoch: string | null
  mode: 'rw' | 'ro' | null
  /** The updates that the server has. */
  base: Uint8Array[]
  /** The updates that it may not have yet. */
  mine: Uint8Array[]
  edits: KeptEdit[]
}

/** One document as this device keeps it for one person. What is given is kept in its order, all of it or nothing, a moment later. */
export interface DocumentCopy {
  /** True if this device keeps anything at all. */
  readonly keeps: boolean
  load(): Promise<StoredDocument>
  /** The server's document is of this epoch; what was kept of another one goes. */
  begin(epoch: string, mode: 'rw' | 'ro'): void
  /** From the server. */
  received(update: Uint8Array): void
  made(update: Uint8Array): void
  /** All that the server has not, as it is now. */
  edits(edits: readonly KeptEdit[]): void
  /** The server has what was made so far. */
  saved(): void
  /** One piece, the document as it is, takes the place of many that the server has. */
  fold(whole: () => Uint8Array): void
  /** The unsaved updates leave; the edits stay. */
  undo(): void
  /** Everything but the edits leaves. */
  forget(): void
  /** Writes no more, once what was given is kept. */
  close(): void
}

/** Makes one update of several. */
export type Join = (updates: Uint8Array[]) => Uint8Array

/** The documents that this device keeps for one person. */
export interface DocumentCopies {
  open(name: string, join: Join): DocumentCopy
}
