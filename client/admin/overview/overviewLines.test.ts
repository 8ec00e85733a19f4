import { expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { Overview } from '../../../shared/contract/overview'
import { instant } from '../../../shared/model/instant'
import en from '../../locales/en/overview.json'
import fr from '../../locales/fr/overview.json'
import { overviewLines } from './overviewLines'

const at = instant('2026-05-01T12:00:00.000000Z')
const formats = { ago: () => 'hier', bytes: (count: number) => `${Math.round(count / 1e6)} Mo` }
const node = { id: 'a', version: '1', started_at: at, people: [], more: 0, guests: 0, programs: 0, walls: [] }
const well: Overview = {
  at, version: '1', database: 'sqlite', nodes: [node], same_version: true, imports: [], mails: { waiting: 0, failed: 0, by: 'smtp' },
  storage: { database_bytes: 5e7, picture_bytes: 1e7, free_bytes: 5e10 },
  backup: { every_hours: 24, last_at: at, is_late: false, kept: 3, newest_bytes: 5e7 },
  jobs: [], failures: { count: 0, results: [] }, open_claims: 0, open_reports: 0, untrusted_proxy_at: null,
}
const backupOf = (given: Partial<NonNullable<Overview['backup']>>) => ({ backup: well.backup && { ...well.backup, ...given } })
const job = { name: 'backup', every_ms: 1, ran_at: null, succeeded_at: null, is_late: true }
const troublesOf = (given: Partial<Overview>) =>
  overviewLines({ ...well, ...given }, formats).filter(({ isTrouble }) => isTrouble).map(({ part, word }) => `${part}.${word}`)

/** Each way in which a server may do. */
const STATES: Partial<Overview>[] = [
  {}, { nodes: [node, { ...node, id: 'b', version: '2' }], same_version: false }, { backup: null }, backupOf({ last_at: null, is_late: true }),
  backupOf({ last_at: null }), backupOf({ is_late: true }), backupOf({ kept: 0, newest_bytes: null }),
  { storage: { ...well.storage, free_bytes: 2e8 } }, { storage: { ...well.storage, free_bytes: null } },
  { mails: { waiting: 0, failed: 0, by: 'files' } }, { mails: { waiting: 2, failed: 1, by: 'smtp' } }, { mails: { waiting: 2, failed: 0, by: 'smtp' } },
  { jobs: [job] }, { failures: { count: 3, results: [] } }, { open_claims: 2 },
  { imports: [{ at, action: 'import.stokt', target_name: 'Grand mur', actor_name: null }] },
  { imports: [{ at, action: 'import.stokt', target_name: null, actor_name: null }] }, { untrusted_proxy_at: at },
  { open_reports: 2 },
]

test('[OVERVIEW-11] where all is well nothing is to be done', () => {
  expect(troublesOf({})).toEqual([])
})

test.each([
  [STATES[1], 'servers.differ'], [STATES[2], 'backup.off'], [STATES[3], 'backup.never'], [STATES[5], 'backup.late'], [STATES[7], 'storage.full'],
  [STATES[9], 'mails.files'], [STATES[10], 'mails.failed'], [STATES[12], 'jobs.late'], [STATES[13], 'failures.some'], [STATES[14], 'claims.some'],
  [STATES[17], 'visitors.proxy'], [STATES[18], 'reports.some'],
])('[OVERVIEW-11] %j is told as %s, before all that is well', (given, word) => {
  expect(troublesOf(given ?? {})).toEqual([word])
  expect(overviewLines({ ...well, ...given }, formats)[0]).toMatchObject({ isTrouble: true })
})

test.each(['fr', 'en'] as const)('[OVERVIEW-11] every line is a sentence in %s', (locale) => {
  const { t, te } = createI18n({ legacy: false, locale, messages: { fr, en } }).global
  for (const { part, word, named, plural } of STATES.flatMap(given => overviewLines({ ...well, ...given }, formats))) {
    expect(te(`overview.part.${part}`)).toBe(true)
    const text = t(`overview.line.${part}.${word}`, named, plural ?? 1)
    expect(text).toMatch(/^[^{}|]+[^{}|\s]$/)
    expect(text).not.toContain('overview.')
  }
})
