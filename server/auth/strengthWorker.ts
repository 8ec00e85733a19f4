import { parentPort } from 'node:worker_threads'
import { stepBack } from '../concurrency/lowerPriority'
import type { Question } from './strength'

stepBack()
// Only now: reading the dictionaries is half of the work.
const { strengthOf } = await import('./strength')
parentPort?.on('message', (question: Question) => parentPort?.postMessage(strengthOf(question)))
parentPort?.postMessage('ready')
