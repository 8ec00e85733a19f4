import { parseHoldNumbers, parseWantedHolds } from '../../shared/rules/wantedHolds'
import { translate, type Language, type MessageKey } from '../i18n/messages'
import type { FoundClimbs } from './foundClimbs'

type Found = Pick<FoundClimbs, 'search' | 'names'>

const listed = (text: string | undefined): string[] => text?.split(',') ?? []
const ROLES: Readonly<Record<string, MessageKey>> = { S: 'role_start', O: 'role_hand', F: 'role_foot', T: 'role_top' }

function gradeWords({ search: { grade_min: from, grade_max: to } }: Found, language: Language): string[] {
  if (from !== undefined && to !== undefined) return [from === to ? from : `${from} – ${to}`]
  if (from !== undefined) return [translate(language, 'search_above', { grade: from })]
  return to === undefined ? [] : [translate(language, 'search_below', { grade: to })]
}

function holdWords({ search, names }: Found, language: Language): string[] {
  const wanted = parseWantedHolds(search.holds ?? '') ?? []
  const unwanted = parseHoldNumbers(search.not_holds ?? '') ?? []
  const nameOf = (id: number) => names.get(String(id)) ?? String(id)
  const isNamed = wanted.every(({ id }) => names.has(String(id)))
  const roleOf = (role: string | null) => ROLES[role ?? '']
  const named = wanted.map(({ id, role }) => {
    const word = roleOf(role)
    return word ? `${nameOf(id)} (${translate(language, word)})` : nameOf(id)
  })
  return [
    ...wanted.length === 0 ? [] : isNamed ? named : [translate(language, 'search_zone', { holds: wanted.length })],
    ...unwanted.length === 0 ? [] : [unwanted.every(id => names.has(String(id)))
      ? translate(language, 'search_not', { name: unwanted.map(nameOf).join(', ') })
      : translate(language, 'search_not_holds', { holds: unwanted.length })],
  ]
}

function voteWords({ search: { grips, mostly, not_conditions } }: Found, language: Language): string[] {
  const said = (word: string) => translate(language, word as MessageKey)
  return [
    ...listed(grips).map(grip => said(`grip_${grip}`)),
    ...mostly === undefined ? [] : [translate(language, 'search_mostly', { name: said(`grip_${mostly}`) })],
    ...listed(not_conditions).map(condition => translate(language, 'search_not', { name: said(`condition_${condition}`) })),
  ]
}

function setterWords({ search: { setters, not_setters }, names }: Found, language: Language): string[] {
  const known = (ids: string | undefined) => listed(ids).flatMap(id => names.get(id) ?? [])
  return [...known(setters), ...known(not_setters).map(name => translate(language, 'search_not', { name }))]
}

function kindWords({ search: { feet_rule, benchmark, tags, source, created_from, created_until } }: Found, language: Language): string[] {
  return [
    ...feet_rule === undefined ? [] : [feet_rule],
    ...benchmark === undefined ? [] : [translate(language, 'search_benchmark')],
    ...listed(tags),
    ...source === undefined ? [] : [source === 'stokt' ? 'Stokt' : source],
    ...created_from === undefined ? [] : [translate(language, 'search_from', { day: created_from.slice(0, 10) })],
    ...created_until === undefined ? [] : [translate(language, 'search_until', { day: created_until.slice(0, 10) })],
  ]
}

/** [SHARE-7] What a search asks for, in a few words: its own words first, as the app has them in its chips. */
export function searchWords(found: Found, language: Language): string {
  const { search } = found.search
  const parts = [gradeWords, setterWords, holdWords, kindWords, voteWords].flatMap(part => part(found, language))
  return [...search === undefined ? [] : [translate(language, 'search_words', { words: search })], ...parts].join(' · ')
}
