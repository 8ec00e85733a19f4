import { describe, expect, it } from 'vitest'
import { emptyDraft, type Draft } from './draft'
import { chosen, contested, met } from './meeting'

const base: Draft = { ...emptyDraft, name: 'Le Grand Soir', grade: '6B', holds: [{ hold_id: 1, role: 'S' }, { hold_id: 2, role: 'T' }] }
const theirs: Draft = { ...base, name: 'Le Petit Soir', grade: '6C' }

describe('[SET-3] what two entered of one climb', () => {
  it('is nothing to speak of where they agree or nobody changed anything', () => {
    expect(met(base, base, base, [])).toEqual({ draft: base, met: [] })
    expect(met(theirs, base, theirs, [])).toEqual({ draft: theirs, met: [] })
  })

  it('becomes theirs where one did not touch it, and is told', () => {
    const { draft, met: all } = met({ ...base, feet: 'all' }, base, theirs, [])
    expect(draft).toEqual({ ...theirs, feet: 'all' })
    expect(all.map(({ field, mine, choice }) => [field, mine, choice])).toEqual([['name', null, 'theirs'], ['grade', null, 'theirs']])
  })

  it('waits for a choice where both changed it, and keeps both', () => {
    const mine = { ...base, name: 'Le Matin' }
    const both = met(mine, base, theirs, [])
    expect(both.draft).toEqual({ ...mine, grade: '6C' })
    expect(both.met.find(({ field }) => field === 'name')).toMatchObject({
      mine: { name: 'Le Matin' },
      theirs: { name: 'Le Petit Soir' },
      choice: null,
    })
    const other = chosen(both.draft, both.met, 'name', 'theirs')
    expect(other.draft.name).toBe('Le Petit Soir')
    const own = chosen(other.draft, other.met, 'name', 'mine')
    expect([own.draft.name, own.met.find(({ field }) => field === 'name')?.choice]).toEqual(['Le Matin', 'mine'])
  })

  it('takes what was entered after the two met for one’s own', () => {
    const both = met({ ...base, name: 'Le Matin' }, base, theirs, [])
    const later = chosen({ ...both.draft, name: 'Le Midi' }, both.met, 'name', 'theirs')
    expect(chosen(later.draft, later.met, 'name', 'mine').draft.name).toBe('Le Midi')
  })

  it('follows a second change of theirs, whatever was chosen', () => {
    const again = { ...theirs, name: 'La Nuit' }
    const first = met({ ...base, name: 'Le Matin' }, base, theirs, [])
    const kept = met(first.draft, theirs, again, first.met)
    expect([kept.draft.name, kept.met.find(({ field }) => field === 'name')?.theirs.name]).toEqual(['Le Matin', 'La Nuit'])
    const taken = chosen(first.draft, first.met, 'name', 'theirs')
    expect(met(taken.draft, theirs, again, taken.met).draft.name).toBe('La Nuit')
    expect(met(first.draft, theirs, { ...theirs, name: 'Le Matin' }, first.met).met.map(({ field }) => field)).toEqual(['grade'])
  })

  it('compares holds by what they do in the climb', () => {
    const mine = { ...base, holds: [...base.holds, { hold_id: 3, role: 'O' as const }] }
    const other = { ...base, holds: [...base.holds, { hold_id: 4, role: 'F' as const }] }
    expect(met(mine, base, other, []).met.map(({ field, choice }) => [field, choice])).toEqual([['holds', null]])
    expect(contested(base, mine).map(({ field }) => field)).toEqual(['holds'])
  })
})
