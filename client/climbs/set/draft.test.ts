import { describe, expect, it } from 'vitest'
import type { Role } from '../../../shared/model/climbHold'
import { emptyDraft, inputOf, missingIn, patchOf, wordsOf, type Draft } from './draft'

const holds = (...roles: Role[]): Draft['holds'] => roles.map((role, index) => ({ hold_id: index + 1, role }))
const complete: Draft = { ...emptyDraft, name: 'Le Grand Soir', holds: holds('S', 'O', 'T'), grade: '6B', feet: 'all' }

describe('the first thing that a draft lacks', () => {
  it('[SET-1] finds nothing in a climb with a start, a top and a name', () => {
    expect(missingIn(complete)).toEqual([])
  })

  it('[SET-1] names what is missing on the wall before what is missing in words', () => {
    expect(missingIn(emptyDraft)).toEqual(['no_start', 'no_top', 'name_short'])
  })

  it('[SET-1] counts the name without the blanks around it', () => {
    expect(missingIn({ ...complete, name: ' ab ' })).toEqual(['name_short'])
  })

  it('[SET-1] lets an imported climb be renamed though its holds would not be allowed today', () => {
    const circuit = { ...complete, holds: holds('O', 'O') }
    expect(missingIn({ ...circuit, name: 'Le Tour' }, circuit)).toEqual([])
    expect(missingIn({ ...circuit, holds: holds('O') }, circuit)).toEqual(['no_start', 'no_top'])
  })
})

describe('the input made of a draft', () => {
  it('sends what was left open as null', () => {
    const input = inputOf({ ...complete, grade: '', description: '  ' }, 'face')
    expect(input).toMatchObject({ face_id: 'face', holds_list: 'S1 O2 T3', grade_font: null, description: null, feet_rule: 'all' })
  })
})

describe('the change made of a draft', () => {
  it('[SET-2] holds only what was changed', () => {
    expect(patchOf({ ...complete, name: 'Le Petit Soir' }, complete)).toEqual({ name: 'Le Petit Soir' })
    expect(patchOf(complete, complete)).toEqual({})
    const words = { name: 'Le Petit Soir', holds: holds('S', 'T'), grade: '', isPrivate: true }
    expect(wordsOf(patchOf({ ...complete, ...words }, complete))).toEqual(words)
  })
})
