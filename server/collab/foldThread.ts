import { parentPort, workerData } from 'node:worker_threads'
import type { DocumentName } from '../../shared/access/documents'
import { foldDocument } from './foldDocument'

const { kind, updates } = workerData as { kind: DocumentName['kind']; updates: Uint8Array[] }
parentPort?.postMessage(foldDocument(kind, updates))
