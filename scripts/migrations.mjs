// Both sets of migrations say what server/db says: generating now would add nothing.
import { spawnSync } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './project.mjs'

const DIALECTS = [
  { dialect: 'sqlite', schema: './server/db/tables.sqlite.ts', folder: 'drizzle/sqlite' },
  { dialect: 'postgresql', schema: './server/db/tables.pg.ts', folder: 'drizzle/pg' },
]

/** @param {string} folder */
function steps(folder) {
  const journal = /** @type {{ entries: unknown[] }} */ (JSON.parse(readFileSync(join(root, folder, 'meta/_journal.json'), 'utf8')))
  return journal.entries.length
}

/**
 * The migrations that stand in the folder and not in its journal, so that nobody ever runs them.
 * @param {string} folder
 */
function strays(folder) {
  const journal = /** @type {{ entries: { tag: string }[] }} */ (JSON.parse(readFileSync(join(root, folder, 'meta/_journal.json'), 'utf8')))
  const tags = new Set(journal.entries.map(({ tag }) => `${tag}.sql`))
  return readdirSync(join(root, folder)).filter(name => name.endsWith('.sql') && !tags.has(name))
}

/** @param {(typeof DIALECTS)[number]} one */
function isUpToDate({ dialect, schema, folder }) {
  const unknown = strays(folder)
  if (unknown.length > 0) {
    console.error(`${folder} holds ${unknown.join(', ')}, which its journal does not name`)
    return false
  }
  const trial = `node_modules/.cache/migrations/${dialect}`
  rmSync(join(root, trial), { recursive: true, force: true })
  cpSync(join(root, folder), join(root, trial), { recursive: true })
  const { status, stdout, stderr } = spawnSync('npx', ['drizzle-kit', 'generate', `--dialect=${dialect}`, `--schema=${schema}`, `--out=./${trial}`],
    { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  // drizzle-kit also ends with 0 where it would have to ask whether a table was renamed; it has written nothing then.
  if (status === 0 && steps(trial) === steps(folder) && stdout.includes('No schema changes')) return true
  console.error(`${folder} is behind ${schema}: npx drizzle-kit generate --config drizzle.${folder.split('/')[1]}.config.ts`)
  if (status !== 0 || stderr !== '') console.error(stdout + stderr)
  return false
}

const results = DIALECTS.map(isUpToDate)
if (results.includes(false)) process.exit(1)
console.log('both migrations are up to date')
