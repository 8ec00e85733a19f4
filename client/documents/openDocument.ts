import type { DocumentHandle, Documents } from './documentRegistry'
import { LiveDocument } from './liveDocument'

/** Opens a document. Only parts that are fetched when they are needed may import this: it brings Yjs along. */
export const openDocument = (documents: Documents, name: string): DocumentHandle =>
  documents.open(name, (ports, copies) => new LiveDocument(name, ports, copies))
