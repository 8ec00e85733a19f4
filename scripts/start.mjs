import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'

ensureInstalled()
await ensureBuilt(['client', 'server', 'demo'])
// In this very process, so that signals reach the server.
await import(pathToFileURL(join(root, 'dist/server/main.js')).href)
