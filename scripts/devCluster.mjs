import { spawn } from 'node:child_process'
import { ensureBuilt } from './build.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'

ensureInstalled()
await ensureBuilt(['client', 'server'])
const child = spawn(
  process.execPath, ['--import', 'tsx', 'scripts/devCluster.ts', ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' },
)
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill('SIGTERM'))
child.on('exit', code => process.exit(code ?? 1))
