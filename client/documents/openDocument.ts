import { call, tokens } from '../api/api'
import { documents, type DocumentHandle, type Documents } from './documentRegistry'
import type { DocumentPorts } from './documentSession'
import { LiveDocument } from './liveDocument'

export const openerOf = (documents: Documents, ports: DocumentPorts) => (name: string): DocumentHandle =>
  documents.open(name, copies => new LiveDocument(name, ports, copies))

/** A document of this page. Only parts that are fetched when they are needed may import this: it brings Yjs along. */
export const openDocument = openerOf(documents, {
  tokens,
  describe: name => call('documents.get', { name }),
  origin: () => location.origin.replace(/^http/, 'ws'),
})
