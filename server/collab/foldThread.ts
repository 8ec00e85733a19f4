import { parentPort, workerData } from 'node:worker_threads'
import type { DocumentName } from '../../shared/documentName'
import { lowerPriority } from '../concurrency/lowerPriority'
import { foldDocument } from './foldDocument'

lowerPriority()

const { kind, updates } = workerData as { kind: DocumentName['kind']; updates: Uint8Array[] }
parentPort?.postMessage(foldDocument(kind, updates))
