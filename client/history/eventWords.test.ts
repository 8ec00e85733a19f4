import { expect, test } from 'vitest'
import type { HoldEvent, HistoryKind } from '../../shared/model/history'
import { eventWords } from './eventWords'

const files = import.meta.glob<Record<string, unknown>>('../locales/{fr,en}/{history,holds,care}.json', { eager: true, import: 'default' })
const said = (locale: string, key: string): unknown => {
  const words = files[`../locales/${locale}/${key.split('.')[0] ?? ''}.json`]
  return key.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown> | undefined)?.[name], words)
}
const consensus = (from: string | null, to: string | null, official: boolean) => ({
  kind: 'consensus' as const,
  detail: { part: 'condition', from, to, official },
})

/** All that docs/holds.md says may happen to a hold. */
const events: Pick<HoldEvent, 'kind' | 'detail'>[] = [
  consensus(null, 'sale', false),
  consensus('sale', 'sale', true),
  consensus('sale', 'sale', false),
  consensus('sale', 'ok', true),
  consensus('ok', null, false),
  ...['asked', 'done', 'reopened', 'deleted'].map(action => ({ kind: 'task' as const, detail: { task_id: 'x', task: 'brush', action } })),
  ...['hold', 'face'].flatMap(target => ['locked', 'unlocked', 'ended'].map(action => ({ kind: 'lock' as const, detail: { action, target } }))),
  ...['removed', 'returned'].map(action => ({ kind: 'hold' as const, detail: { action } })),
  ...['removed', 'restored'].map(action => ({ kind: 'annotation' as const, detail: { action } })),
  ...['edited', 'restored', 'cleared'].map(action => ({ kind: 'note' as const, detail: { action } })),
  { kind: 'painted' as HistoryKind, detail: {} },
]

test('[HISTORY-1] everything that may happen to a hold has its own words in both languages', () => {
  const told = events.map(eventWords)
  expect(new Set(told.map(({ key }) => key)).size).toBe(events.length)
  for (const { key, inserts } of told) {
    for (const locale of ['fr', 'en']) {
      for (const word of [key, ...Object.values(inserts)])
        expect([locale, word, typeof said(locale, word)]).toEqual([locale, word, 'string'])
      const wanted = [...String(said(locale, key)).matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
      for (const name of wanted) expect(inserts).toHaveProperty(name ?? '')
    }
  }
})

test('[HISTORY-1] a new value says whether it is official, the rest says it in its words or not at all', () => {
  expect(events.slice(0, 5).map(event => eventWords(event).official)).toEqual([false, null, null, true, null])
})
