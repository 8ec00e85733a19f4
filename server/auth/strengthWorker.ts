import { parentPort } from 'node:worker_threads'
import { lowerPriority } from '../concurrency/lowerPriority'
import type { Question } from './strength'

lowerPriority()
// The dictionaries are loaded only now, because reading them is half of the work.
const { strengthOf } = await import('./strength')
parentPort?.on('message', (question: Question) => parentPort?.postMessage(strengthOf(question)))
parentPort?.postMessage('ready')
