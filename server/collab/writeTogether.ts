import type * as Y from 'yjs'
import type { DocumentName } from '../../shared/documentName'
import type { Transact, WriteContext } from '../transaction/context'
import { ConcurrentWrite, EpochMismatch } from './persistence'

/** An edit of one document among those that are written together. It may run more than once. */
export interface DocumentEdit {
  document: DocumentName
  edit: (scratch: Y.Doc) => void
}

type Work = (inside: WriteContext) => Promise<void>

/** The copy of a document that waits for the transaction of another one is no longer the newest. */
class StaleBefore extends Error {
  constructor(readonly index: number, override readonly cause: Error) {
    super('another document of the transaction changed')
  }
}

/** The rooms read only their own document again, so that each learns of its own staleness alone. */
const namingItself = (work: Work, index: number): Work => async (inside) => {
  try {
    await work(inside)
  } catch (error) {
    if (error instanceof ConcurrentWrite || error instanceof EpochMismatch) throw new StaleBefore(index, error)
    throw error
  }
}

/**
 * Writes edits of several documents in one transaction: each room holds its turn until all are committed, and all of
 * them are stored, or none is. The transaction also runs if no document changes. The documents must be in the same order
 * in every call, so that two calls never wait for each other.
 * @param write writes one document, and stores its update with the given `transact`
 */
export async function writeTogether(
  write: (edit: DocumentEdit, transact: Transact) => Promise<void>,
  edits: readonly DocumentEdit[],
  transact: Transact,
): Promise<void> {
  async function writeFrom(index: number, works: readonly Work[]): Promise<void> {
    const next = edits[index]
    if (!next) return transact(async (inside) => { for (const work of works) await work(inside) })
    let isWritten = false
    await write(next, async (work) => {
      isWritten = true
      const done: { value?: Awaited<ReturnType<typeof work>> } = {}
      const ownWork = namingItself(async (inside) => { done.value = await work(inside) }, index)
      try {
        await writeFrom(index + 1, [...works, ownWork])
      } catch (error) {
        throw error instanceof StaleBefore && error.index === index ? error.cause : error
      }
      return done.value as Awaited<ReturnType<typeof work>>
    })
    // A document that the edit leaves as it is opens no transaction.
    if (!isWritten) await writeFrom(index + 1, works)
  }
  await writeFrom(0, [])
}
