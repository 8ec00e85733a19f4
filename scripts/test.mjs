import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureInstalled } from './install.mjs'
import { root } from './project.mjs'
import { ensurePrograms } from './testPrograms.mjs'

/**
 * Tests that passed and failed. A file that could not be run, and an error outside every test, fail too.
 * @param {string} file vitest's JSON report
 */
function countsOf(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  /** @type {{ status: string, assertionResults: { status: string }[] }[]} */
  const files = report.testResults
  const tests = files.flatMap(({ assertionResults }) => assertionResults)
  const passed = tests.filter(({ status }) => status === 'passed').length
  const failed = tests.filter(({ status }) => status !== 'passed').length
    + files.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length
  return { passed, failed: failed === 0 && (passed === 0 || !report.success) ? 1 : failed }
}

ensureInstalled()
process.env.CHROMIUM_PATH = ensureChromium()
const missing = ensurePrograms()
await ensureBuilt(['client', 'server'])

const report = join(root, 'node_modules/.cache/test-report.json')
rmSync(report, { force: true })
const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, vitest, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
const { passed, failed } = countsOf(report)
const failures = failed === 0 && status !== 0 ? 1 : failed
if (missing.length > 0) {
  const why = missing.map(({ name, setting }) => `no ${name} (install it, or name it in ${setting})`).join(', ')
  console.log(`${missing.length} ${missing.length === 1 ? 'group' : 'groups'} of tests not run: ${why}`)
}
console.log(`${passed} passed, ${failures} failed`)
process.exit(failures === 0 ? 0 : 1)
