import { describe, expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { AuditEvent } from '../contract/admin'
import { instant } from '../model/instant'
import en from './en.json'
import fr from './fr.json'
import { auditMore, auditSentence, type Speaks } from './auditWords'

const ID = '61a44a24-b2a7-4cd4-9d5b-4a1f0c3a7e11'
const OTHER = 'c04527b2-a7f6-4291-bb2d-5b61e1f0aa01'
const event = (given: Partial<AuditEvent>): AuditEvent => ({
  id: 'x', at: instant('2026-05-01T12:00:00.000000Z'), actor_kind: 'user', actor_id: ID, actor_name: 'Nina', action: 'climb.delete',
  target_kind: 'user', target_id: OTHER, target_name: 'Paul', names: {}, detail: {}, address: null, can_undo: false, is_undone: false, undo_id: null, ...given,
})
const speaking = (locale: 'fr' | 'en'): Speaks => {
  const { t, te } = createI18n({ legacy: false, locale, messages: { fr, en } }).global
  return { t: (key, named = {}, plural = 1) => t(key, named, plural), te: key => te(key), day: instant => instant.slice(0, 10) }
}
const sentence = (given: Partial<AuditEvent>, locale: 'fr' | 'en' = 'fr') =>
  auditSentence(event(given), speaking(locale))
    .map(({ text }) => text)
    .join('')
const more = (detail: Record<string, unknown>, names: Record<string, string> = {}, action = 'x.y') =>
  auditMore(event({ detail, names, action }), speaking('fr'))

test('[AUDIT-4] names of then stand in the sentence, and can be pressed', () => {
  expect(auditSentence(event({ target_kind: 'climb', target_name: 'Dièdre' }), speaking('fr'))).toEqual([
    { kind: 'actor', text: 'Nina' },
    { kind: 'text', text: ' a mis ' },
    { kind: 'target', text: 'le bloc «\u00a0Dièdre\u00a0»' },
    { kind: 'text', text: ' à la corbeille' },
  ])
  expect(sentence({ action: 'claim.approve', names: { setter_id: 'Éléphant' } }, 'en')).toBe('Nina confirmed that Paul is Éléphant')
})

test.each([
  [{ action: 'account.register', actor_kind: 'guest', actor_id: null, actor_name: null }, 'Paul a créé son compte'],
  [
    { action: 'account.reset', actor_kind: 'guest', actor_id: null, actor_name: null },
    'Paul a choisi un nouveau mot de passe avec le lien reçu',
  ],
  [
    { action: 'session.login_failed', actor_kind: 'guest', actor_id: null, actor_name: null, target_id: '', target_name: null },
    'Mot de passe faux pour une adresse inconnue',
  ],
  [{ action: 'session.end', target_id: ID }, 'Nina s’est déconnecté'],
  [{ action: 'session.end' }, 'Nina a déconnecté Paul'],
  [
    { action: 'user.reactivate', actor_kind: 'guest', actor_id: null, actor_name: null },
    'Paul peut de nouveau se connecter\u00a0: le délai est passé',
  ],
  [{ action: 'climb.delete', target_kind: 'climb', target_name: null }, 'Nina a mis un bloc à la corbeille'],
  [{ action: 'hold.lock', target_kind: 'hold', target_id: '829503', target_name: null }, 'Nina a verrouillé une prise'],
  [{ action: 'climb.painted' }, 'Nina a fait une action que cette version ne connaît pas'],
])('[AUDIT-4] visitors, oneself and what has no name read as sentences: %j', (given, words) => {
  expect(sentence(given)).toBe(words)
})

describe('[AUDIT-4] no id, no JSON and no word of a program is shown', () => {
  const unknown = [
    {},
    { actor_name: null, target_name: null },
    { actor_kind: 'guest', actor_id: null, actor_name: null },
    { actor_kind: 'cli', actor_id: null, actor_name: null, target_name: null },
  ]
  test.each(Object.keys(fr.log.said))('%s', (key) => {
    for (const given of unknown) {
      for (const kind of ['user', 'climb', 'hold', 'face', 'apikey', 'invite', 'command', 'epoch']) {
        for (const locale of ['fr', 'en'] as const) {
          const text = sentence({ action: key.replace('_', '.'), target_kind: kind, ...given }, locale)
          expect(text).not.toMatch(/[_{}]|log\.|[0-9a-f]{8}|undefined|null/)
          expect(text).toMatch(/^\p{Lu}/u)
        }
      }
    }
  })

  test('in what is said beside it', () => {
    expect(
      more({
        setter_id: ID,
        session: ID,
        stokt_id: ID,
        version_id: ID,
        reason: 'trop de bruit',
        until: '2026-06-01T00:00:00Z',
        something: { new: 1 },
      }),
    ).toEqual(['Raison\u00a0: trop de bruit', 'Jusqu’au 2026-06-01'])
    expect(more({ reason: 'logged-out', ended: 1 }, {}, 'session.end')).toEqual([])
    expect(more({ reason: 'logged-out', ended: 3 }, {}, 'session.end')).toEqual(['3 appareils'])
    expect(more({ fields: ['full_name', 'name_search', 'colour'] }, { before: 'Ana', after: 'Anaïs' })).toEqual([
      '«\u00a0Ana\u00a0» est devenu «\u00a0Anaïs\u00a0»',
      'Modifié\u00a0: nom affiché, couleur',
    ])
    expect(
      more({
        gym: { created: 0 },
        holds: { created: 0, updated: 0, unchanged: 776 },
        climbs: { created: 3, updated: 1, unchanged: 0 },
        rejected: 0,
        demo_removed: false,
      }),
    ).toEqual(['Prises\u00a0: 776 sans changement', 'Blocs\u00a0: 3 ajouts, 1 changement'])
    expect(more({ scopes: ['read', 'admin'], failures: 4, wait: 30 })).toEqual([
      'Droits\u00a0: lire, tout gérer',
      '4 erreurs de suite',
      'Attente\u00a0: 30 s',
    ])
  })
})
