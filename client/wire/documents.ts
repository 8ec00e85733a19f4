import { call, tokens } from './api'
import { LiveDocument, type DocumentWorld } from './liveDocument'

const LINGER_MS = 5000

/** A component's hold on a document that others may hold too. */
export interface DocumentHandle {
  readonly document: LiveDocument
  /** Gives it back. */
  destroy(): void
}

/** Opens documents; who opens the same one gets the same. */
export function createDocuments(world: DocumentWorld): (name: string) => DocumentHandle {
  const open = new Map<string, { document: LiveDocument; holders: number }>()

  /** Nobody looks any more: it stays a moment, and as long as something of mine is on its way. */
  function closeLater(name: string): void {
    setTimeout(() => {
      const entry = open.get(name)
      if (!entry || entry.holders > 0) return
      const { saved } = entry.document
      if (saved.value === 'saving' || saved.value === 'waiting') return closeLater(name)
      open.delete(name)
      entry.document.destroy()
    }, LINGER_MS)
  }

  return name => {
    const entry = open.get(name) ?? { document: new LiveDocument(name, world), holders: 0 }
    open.set(name, entry)
    entry.holders++
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
}

export const openDocument = createDocuments({
  tokens,
  describe: name => call('documents.get', { name }),
  origin: () => location.origin.replace(/^http/, 'ws'),
})
