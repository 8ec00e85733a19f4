import { inject, shallowRef, type InjectionKey, type ShallowRef } from 'vue'
import type { DocumentPorts } from './documentSession'
import type { DocumentCopies } from './documentStorage'
import type { LiveDocument } from './liveDocument'

const LINGER_MS = 5000

/** A component's hold on a document that others may hold too. */
export interface DocumentHandle {
  readonly document: LiveDocument
  /** Gives it back. */
  destroy(): void
}

type MakeDocument = (ports: DocumentPorts, copies: DocumentCopies | null) => LiveDocument

/** Yjs is part of what makes one, so none is fetched before somebody opens a document: `openDocument.ts`. */
export interface Documents {
  /** Two that open the same document share it; `make` makes it if nobody has it open. */
  open(name: string, make: MakeDocument): DocumentHandle
  /** The documents that are open now. */
  opened: ShallowRef<readonly LiveDocument[]>
  /** Another person sits here now, with what this device keeps for them. */
  switchStorage(copies: DocumentCopies | null): void
  /** The network is back. */
  wake(): void
}

export const documentsKey: InjectionKey<Documents> = Symbol('documents')

export function createDocuments(ports: DocumentPorts): Documents {
  const open = new Map<string, { document: LiveDocument; holders: number }>()
  const opened = shallowRef<readonly LiveDocument[]>([])
  let copies: DocumentCopies | null = null
  const tell = () => (opened.value = [...open.values()].map(({ document }) => document))

  /** Nobody looks any more: it stays a moment, and as long as something of mine is on its way. */
  function closeLater(name: string): void {
    setTimeout(() => {
      const entry = open.get(name)
      if (!entry || entry.holders > 0) return
      // A refused edit is there to be given back until somebody discards it.
      if (entry.document.saved.value !== 'saved') return closeLater(name)
      open.delete(name)
      entry.document.destroy()
      tell()
    }, LINGER_MS)
  }

  function openOne(name: string, make: MakeDocument): DocumentHandle {
    const entry = open.get(name) ?? { document: make(ports, copies), holders: 0 }
    const isNew = !open.has(name)
    open.set(name, entry)
    entry.holders++
    if (isNew) tell()
    let isHeld = true
    return {
      document: entry.document,
      destroy: () => {
        if (!isHeld) return
        isHeld = false
        if (--entry.holders === 0) closeLater(name)
      },
    }
  }

  return {
    open: openOne,
    opened,
    switchStorage: now => {
      copies = now
      for (const { document } of open.values()) document.switchStorage(now)
    },
    wake: () => {
      for (const { document } of open.values()) document.wake()
    },
  }
}

/** The documents of the page. Callable where `inject` is: in the setup of a store or a component. */
export function useDocuments(): Documents {
  const documents = inject(documentsKey)
  if (!documents) throw new Error('the app provides no documents')
  return documents
}
