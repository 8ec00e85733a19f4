import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'

ensureInstalled()
await ensureBuilt(['server'])
await import(pathToFileURL(join(root, 'dist/server/cli/main.js')).href)
