import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'

ensureInstalled()
await ensureBuilt(['demo'])
const port = process.env.PORT ?? '3000'
const env = { ...process.env, PORT: port }

/** @param {string} script @param {readonly string[]} args */
const run = (script, args) => spawn(process.execPath, [join(root, 'node_modules', script), ...args], { cwd: root, env, stdio: 'inherit' })

// The server restarts, the client replaces its modules in place; the client's address is the one to open.
const children = [run('tsx/dist/cli.mjs', ['watch', '--clear-screen=false', 'server/main.ts']), run('vite/bin/vite.js', [])]
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop)
for (const child of children) child.on('exit', stop)
