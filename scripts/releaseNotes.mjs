// Prints the section of a version from the changelog: the notes of its release.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from './project.mjs'

/** @param {string} changelog @param {string} version @returns {string | null} null where there is none */
export function notesOf(changelog, version) {
  const sections = changelog.split(/^## /m).slice(1)
  const found = sections.find((section) => new RegExp(`^${version.replaceAll('.', '\\.')} \\(\\d{4}-\\d{2}-\\d{2}\\)\n`).test(section))
  return found?.slice(found.indexOf('\n')).trim() ?? null
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const version = process.argv[2] ?? ''
  const notes = notesOf(readFileSync(join(root, 'CHANGELOG.md'), 'utf8'), version)
  if (notes === null) {
    console.error(`CHANGELOG.md has no section "## ${version} (YEAR-MONTH-DAY)"`)
    process.exit(1)
  }
  console.log(notes)
}
