import { describe, expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import { auditAreas } from '../../shared/audit/auditAreas'
import { auditMore, auditSentence, type Speaks } from '../../shared/audit/auditWords'
import en from '../../shared/audit/en.json'
import fr from '../../shared/audit/fr.json'
import { auditNames } from '../../server/auth/auditNames'
import { undoActs } from '../../server/usecases/admin/undo/undoActs'
import type { AuditEvent } from '../../shared/contract/admin'
import { commands } from '../../shared/contract/commands'
import { instant } from '../../shared/model/instant'
import { textsLike, writtenDetails } from './auditSource'

/** Actions whose names the source puts together, or shares with a command. */
const MADE_UP = ['hold.lock', 'hold.unlock', 'face.lock', 'face.unlock', 'audit.undo']
const actions = [...new Set([
  ...[...textsLike(new RegExp(`^(${auditAreas.join('|')})\\.[a-z_]+$`))].filter(name => !(name in commands) && !/\.(jpg|json)$/.test(name)),
  ...[...textsLike(/^[a-z]+\.[a-z_]+$/)].filter(name => Object.values<string>(auditNames).includes(name)),
  ...Object.keys(undoActs),
  ...MADE_UP,
])].sort()

const ID = '61a44a24-b2a7-4cd4-9d5b-4a1f0c3a7e11'
const counts = { created: 3, updated: 1, unchanged: 2 }
/** One value of every field that entries have in their detail, as the server writes it. */
const SAMPLES: Readonly<Record<string, unknown>> = {
  annotations: counts,
  answer: 'Merci, c’est fait.',
  because: 'user.deactivate',
  before: { level: 'info', title: 'Jeudi', text: 'Fermé à 14 h.', from: null, until: null },
  changed: 12,
  changes: {
    grade_font: { before: null, after: '6B' }, feet_rule: { after: null }, is_benchmark: { before: false, after: true },
    name: { before: 'Dièdre', after: 'Dièdre bleu' },
  },
  climbs: counts,
  columns: 18,
  count: 12,
  demo_removed: true,
  ended: 2,
  expires_in_days: 7,
  face: counts,
  factor: 'passkey',
  failures: 3,
  feed: `face:${ID}`,
  fields: [
    'full_name', 'username', 'language', 'colour', 'name', 'holds_list', 'grade_font', 'feet_rule', 'description', 'is_private',
    'location', 'position', 'is_archived', 'feet_rules_options', 'grid',
  ],
  gym: counts,
  holds: counts,
  is_archived: true,
  labels: ['D9', 'E4'],
  left: 4,
  level: 'danger',
  made_at: '2026-05-01T12:00:00.000000Z',
  of: 15,
  outcome: 'acted',
  owner: ID,
  passkeys: 2,
  reason: 'trop de bruit',
  rejected: 2,
  removed: { climbs: 2, comments: 1, annotations: 14, notes: 1, marks: 0, tasks: 3 },
  renamed_climbs: 3,
  renamed_rule: ['Tous pieds', 'Tous les pieds'],
  role: 'admin',
  rows: 26,
  scopes: ['read', 'write', 'import', 'admin'],
  session: ID,
  setter_id: ID,
  setters: counts,
  since: '2026-05-01T12:00:00.000000Z',
  stokt_id: ID,
  text: 'Fermé à 14 h.',
  title: 'Jeudi',
  undoes: 'notice.delete',
  until: '2026-05-01T12:00:00.000000Z',
  user_id: ID,
  users: counts,
  uses: 2,
  version_id: ID,
  wait: 30,
}
/** Fields of ids and the like, which are kept and not said, or which the sentence says. */
const UNSAID = new Set([
  'after', 'because', 'changed', 'columns', 'face', 'feed', 'from', 'gym', 'level', 'mark', 'owner', 'reported', 'rows', 'session',
  'setter_id', 'stokt_id', 'title', 'undoes', 'user_id', 'version_id',
])
/** Details that the source takes from elsewhere; their fields are among the samples. */
const HIDDEN = ['tallies', 'detail', 'rest']

const LANGUAGES = { fr, en } as const
const speaking = (locale: 'fr' | 'en'): Speaks => {
  const { t, te } = createI18n({ legacy: false, locale, messages: LANGUAGES }).global
  return { t: (key, named = {}, plural = 1) => t(key, named, plural), te: key => te(key), day: at => at.slice(0, 10) }
}
const speaks = { fr: speaking('fr'), en: speaking('en') }
const event = (given: Partial<AuditEvent>): AuditEvent => ({
  id: ID, at: instant('2026-05-01T12:00:00.000000Z'), actor_kind: 'user', actor_id: ID, actor_name: 'Nina', action: '', target_kind: 'climb',
  target_id: ID.replace('6', '7'), target_name: 'Dièdre', names: { setter_id: 'Paul', user_id: 'Zoé' }, detail: {}, address: null,
  can_undo: false, is_undone: false, undo_id: null, ...given,
})
const CALLERS: readonly Partial<AuditEvent>[] = [
  {},
  { actor_name: null, target_name: null, names: {} },
  { actor_kind: 'guest', actor_id: null, actor_name: null },
  { actor_kind: 'key', actor_id: 'import', actor_name: 'import' },
  { actor_kind: 'cli', actor_id: null, actor_name: null, target_name: null },
]
const KINDS = ['user', 'climb', 'climbs', 'hold', 'face', 'notice', 'apikey', 'invite', 'task', 'epoch', 'command', 'gym', 'import']
const MACHINE = /[_{}[\]]|log\.|[0-9a-f]{8}|undefined|null|object Object/

function sentencesOf(given: Partial<AuditEvent>, locale: 'fr' | 'en'): string[] {
  return CALLERS.flatMap(caller => KINDS.map(target_kind =>
    auditSentence(event({ target_kind, ...given, ...caller }), speaks[locale]).map(({ text }) => text).join('')))
}

describe.each(['fr', 'en'] as const)('every entry of the log in %s', (locale) => {
  const words = LANGUAGES[locale].log

  test.each(actions)('[AUDIT-1] [AUDIT-13] %s can be filtered, and reads as a sentence of its own', (action) => {
    const [area = ''] = action.split('.')
    expect(auditAreas).toContain(area)
    expect(words.area).toHaveProperty(area)
    expect(words.said).toHaveProperty(action.replace('.', '_'))
    for (const text of sentencesOf({ action, detail: action === 'audit.undo' ? { undoes: 'notice.delete' } : {} }, locale)) {
      expect(text).not.toMatch(MACHINE)
      expect(text).toMatch(/^\p{Lu}/u)
    }
  })

  test.each(Object.keys(undoActs))('[AUDIT-13] the undo of %s reads as a sentence of its own', (undoes) => {
    expect(words.undone).toHaveProperty(undoes.replace('.', '_'))
    for (const text of sentencesOf({ action: 'audit.undo', detail: { undoes } }, locale)) {
      expect(text).not.toMatch(MACHINE)
      expect(text).toMatch(/^\p{Lu}/u)
    }
  })

  test('[AUDIT-13] every field of a detail that the server writes is said in words, or known as not said', () => {
    const { fields, hidden } = writtenDetails()
    expect([...fields].filter(name => !(name in SAMPLES) && !UNSAID.has(name)), 'has no sample in this test').toEqual([])
    expect([...hidden].filter(name => !HIDDEN.includes(name)), 'has fields that this test cannot see').toEqual([])
    for (const [name, value] of Object.entries(SAMPLES)) {
      const said = auditMore(event({ action: 'x.y', detail: { [name]: value } }), speaks[locale])
      expect(said.length, name).toBe(UNSAID.has(name) ? 0 : 1)
      for (const text of said) expect(text).not.toMatch(MACHINE)
    }
  })
})
