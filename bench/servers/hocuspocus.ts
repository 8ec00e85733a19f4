import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Database } from '@hocuspocus/extension-database'
import { Server } from '@hocuspocus/server'
import { answerCpu } from './answerCpu'
import { Sqlite } from '../../server/db/betterSqlite3'

// The same as its SQLite extension, on the driver that is here: the whole state, two seconds after the last change.
const folder = mkdtempSync(join(tmpdir(), 'mastoc-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const db = new Sqlite(join(folder, 'documents.sqlite'))
db.exec('CREATE TABLE documents (name text PRIMARY KEY, data blob NOT NULL)')
const read = db.prepare<[string], { data: Buffer }>('SELECT data FROM documents WHERE name = ?')
const write = db.prepare('INSERT INTO documents VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data')

const server = new Server({
  port: 0, address: '127.0.0.1', quiet: true, stopOnSignals: false,
  extensions: [new Database({
    fetch: async ({ documentName }) => read.get(documentName)?.data ?? null,
    store: async ({ documentName, state }) => void write.run(documentName, state),
  })],
})
await server.listen()
answerCpu({ url: `ws://127.0.0.1:${server.address.port}`, path: '', document: 'votes', protocols: [] })
