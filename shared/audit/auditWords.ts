import type { AuditEvent } from '../contract/admin'
import { MADE_KINDS, type MadeSince } from '../model/madeSince'
import { type Instant, parseInstant } from '../model/instant'

/** The words need this much of a program that translates, in the browser and on the server. */
export interface Speaks {
  t: (key: string, named?: Record<string, unknown>, plural?: number) => string
  te: (key: string) => boolean
  /** A moment as it stands in a sentence. */
  day: (instant: Instant) => string
}
/** A piece of the sentence; who did it and on what can be pressed. */
export interface Piece {
  kind: 'text' | 'actor' | 'target'
  text: string
}

const AT = 'log'
/** They stand for the two names until the sentence is cut there. */
const MARKS = { actor: '\u0001', target: '\u0002' } as const

const someOf = (kind: string): string => `some${kind.charAt(0).toUpperCase()}${kind.slice(1)}`

function actorOf({ actor_kind, actor_name }: AuditEvent, { t, te }: Speaks): string {
  if (actor_name === null) return t(te(`${AT}.kind.${actor_kind}`) ? `${AT}.kind.${actor_kind}` : `${AT}.kind.system`)
  return actor_name
}

function targetOf({ target_kind, target_id, target_name, detail }: AuditEvent, { t, te }: Speaks): string {
  if (target_kind === 'user') return target_name ?? t(`${AT}.thing.${target_id === '' ? 'nobody' : 'user'}`)
  const key = `${AT}.thing.${target_name === null ? someOf(target_kind) : target_kind}`
  const n = typeof detail['changed'] === 'number' ? detail['changed'] : 1
  return te(key) ? t(key, { name: target_name ?? '', n }, n) : t(`${AT}.thing.something`)
}

/** The sentence's key: who acts on themselves, or is not known, has another one where it reads otherwise. */
function sentenceOf({ action, actor_kind, actor_id, target_id, detail }: AuditEvent, { te }: Speaks): string {
  if (action === 'audit.undo') {
    const undone = `${AT}.undone.${String(detail['undoes']).replace('.', '_')}`
    return te(undone) ? undone : `${AT}.said.audit_undo`
  }
  const key = `${AT}.said.${action.replace('.', '_')}`
  const who = actor_kind === 'guest' ? 'guest' : actor_id === target_id ? 'self' : 'other'
  return [`${key}.${who}`, `${key}.other`, key].find(te) ?? `${AT}.said.other`
}

const withCapital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** [AUDIT-4] What happened, as a sentence with the names of then. */
export function auditSentence(event: AuditEvent, speaks: Speaks): Piece[] {
  const { t } = speaks
  const text = t(sentenceOf(event, speaks), {
    ...MARKS, setter_id: event.names['setter_id'] ?? t(`${AT}.thing.setter`), user_id: event.names['user_id'] ?? t(`${AT}.thing.user`),
  })
  const pieces = text.split(/([\u0001\u0002])/).filter(piece => piece !== '').map((piece): Piece => {
    if (piece === MARKS.actor) return { kind: 'actor', text: actorOf(event, speaks) }
    return piece === MARKS.target ? { kind: 'target', text: targetOf(event, speaks) } : { kind: 'text', text: piece }
  })
  return pieces.map((piece, index) => (index === 0 ? { ...piece, text: withCapital(piece.text) } : piece))
}

const listed = (names: unknown, area: string, { t, te }: Speaks): string =>
  (Array.isArray(names) ? names : []).map(name => `${AT}.${area}.${String(name)}`).filter(te).map(key => t(key)).join(t(`${AT}.apart`))

/** Says how many rows of a kind an import made, changed and left. */
const tally = (counts: object, { t }: Speaks): string =>
  (['created', 'updated', 'unchanged'] as const).flatMap((what) => {
    const n = (counts as Record<string, unknown>)[what]
    return typeof n === 'number' && n > 0 ? [t(`${AT}.more.${what}`, { n })] : []
  }).join(t(`${AT}.apart`))

/** Says how many things of each kind a person made, without those that there are none of. */
export const madeInWords = (counts: Partial<MadeSince>, { t }: Pick<Speaks, 't'>): string =>
  MADE_KINDS.flatMap((kind) => {
    const n = counts[kind] ?? 0
    return n > 0 ? [t(`${AT}.made.${kind}`, { n }, n)] : []
  }).join(t(`${AT}.apart`))

/** The words of a notice before it was changed. */
const textIn = (value: unknown): string =>
  typeof value === 'object' && value !== null && 'text' in value && typeof value.text === 'string' ? value.text : ''

const COUNTED = new Set(['failures', 'uses', 'expires_in_days', 'left', 'passkeys', 'ended', 'rejected', 'count', 'renamed_climbs', 'of'])

/** Says what an admin changed of climbs: the value, and the one of before where it was the same for all. */
function changesOf(value: unknown, { t, te }: Speaks): string {
  const word = (field: string, one: unknown) => {
    if (typeof one === 'string' && one !== '') return field === 'name' || field === 'description' ? t(`${AT}.quoted`, { value: one }) : one
    const key = `${AT}.value.${field}_${String(one)}`
    return te(key) ? t(key) : t(`${AT}.value.none`)
  }
  return Object.entries(typeof value === 'object' && value !== null ? value : {})
    .filter(([field]) => te(`${AT}.field.${field}`))
    .map(([field, change]: [string, object]) => {
      const after = 'after' in change ? word(field, change.after) : ''
      const words = 'before' in change ? t(`${AT}.more.became`, { before: word(field, change.before), after }) : after
      return t(`${AT}.more.changed`, { field: t(`${AT}.field.${field}`), value: words })
    })
    .join(t(`${AT}.apart`))
}

/** Each function words one field of a detail that is no number, and returns '' if it says nothing to people. */
const WORDED: Readonly<Record<string, (value: unknown, speaks: Speaks, said: (text: string) => string) => string>> = {
  text: (value, _, said) => (typeof value === 'string' ? said(value) : ''),
  before: (value, _, said) => said(textIn(value)),
  changes: (value, speaks) => changesOf(value, speaks),
  until: (value, { day }, said) => saidDay(value, day, said),
  made_at: (value, { day }, said) => saidDay(value, day, said),
  since: (value, { day }, said) => saidDay(value, day, said),
  removed: (value, speaks, said) => said(madeInWords(value as Partial<MadeSince>, speaks)),
  fields: (value, speaks, said) => said(listed(value, 'field', speaks)),
  scopes: (value, speaks, said) => said(listed(value, 'scope', speaks)),
  answer: (value, _, said) => (typeof value === 'string' ? said(value) : ''),
  outcome: (value, { t }) => (value === 'acted' || value === 'dismissed' ? t(`${AT}.more.${value}`) : ''),
  factor: (value, { t }) => (value === 'passkey' || value === 'recovery' ? t(`${AT}.more.${value}`) : ''),
  role: (value, { t }) => (value === 'admin' ? t(`${AT}.more.admin`) : ''),
  labels: (value, { t }, said) => said(Array.isArray(value) ? value.map(String).join(t(`${AT}.apart`)) : ''),
  is_archived: (value, { t }) => (typeof value === 'boolean' ? t(`${AT}.more.${value ? 'archived' : 'unarchived'}`) : ''),
  renamed_rule: (value, { t }) =>
    (Array.isArray(value) ? t(`${AT}.more.renamed`, { before: String(value[0]), after: String(value[1]) }) : ''),
  demo_removed: (value, { t }) => (value === true ? t(`${AT}.more.demo_removed`) : ''),
  holds: (value, speaks, said) => said(tallyOf(value, speaks)),
  setters: (value, speaks, said) => said(tallyOf(value, speaks)),
  climbs: (value, speaks, said) => said(tallyOf(value, speaks)),
  users: (value, speaks, said) => said(tallyOf(value, speaks)),
  annotations: (value, speaks, said) => said(tallyOf(value, speaks)),
}
function saidDay(value: unknown, day: Speaks['day'], said: (text: string) => string): string {
  const moment = typeof value === 'string' ? parseInstant(value) : null
  return moment === null ? '' : said(day(moment))
}
const tallyOf = (value: unknown, speaks: Speaks): string => (typeof value === 'object' && value !== null ? tally(value, speaks) : '')

/** @returns the words for one field of the detail; '' where it says nothing to people */
function moreOf(name: string, value: unknown, { action }: AuditEvent, speaks: Speaks): string {
  const { t } = speaks
  const said = (text: string) => (text === '' ? '' : t(`${AT}.more.${name}`, { value: text }))
  if (typeof value === 'number') {
    if (name === 'wait') return said(String(value))
    // One device is what the sentence says already.
    if (!COUNTED.has(name) || value === 0 || (name === 'ended' && action === 'session.end' && value === 1)) return ''
    return t(`${AT}.more.${name}`, { n: value }, value)
  }
  // The sentence of an ended session says why already.
  if (name === 'reason') return action === 'session.end' || typeof value !== 'string' ? '' : said(value)
  return WORDED[name]?.(value, speaks, said) ?? ''
}

/** [AUDIT-4] What else is known of it, in words; ids and programs' words stay out. */
export function auditMore(event: AuditEvent, speaks: Speaks): string[] {
  const { before, after } = event.names
  const renamed = before !== undefined && after !== undefined ? [speaks.t(`${AT}.more.renamed`, { before, after })] : []
  return [...renamed, ...Object.entries(event.detail).map(([name, value]) => moreOf(name, value, event, speaks))].filter(
    text => text !== '',
  )
}
