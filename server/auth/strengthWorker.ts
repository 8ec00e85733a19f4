import { parentPort } from 'node:worker_threads'
import { strengthOf, type Question } from './strength'

parentPort?.on('message', (question: Question) => parentPort?.postMessage(strengthOf(question)))
parentPort?.postMessage('ready')
