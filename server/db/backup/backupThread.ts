import { statSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { lowerPriority } from '../../concurrency/lowerPriority'
import { checkBackup, type BackupFacts } from './backupFile'
import { writeBackup, type DatabasePlace } from './writeBackup'

lowerPriority()

const { place, file, facts } = workerData as { place: DatabasePlace; file: string; facts: BackupFacts }
await writeBackup(place, file, facts)
// The file is opened again and read to its end, because a backup must be readable.
checkBackup(file)
parentPort?.postMessage(statSync(file).size)
