import type { ClimbRow } from '../../shared/model/climb'
import { normalise } from '../../shared/rules/text'

const texts = new WeakMap<ClimbRow, string>()

/** Rows are replaced, never changed: each is read once. */
function textOf(climb: ClimbRow): string {
  const text = texts.get(climb) ?? normalise(`${climb.name} ${climb.setter_name ?? ''}`)
  texts.set(climb, text)
  return text
}

/** Finds the climbs with such a name or setter; all where nothing is asked. */
export function searched(climbs: readonly ClimbRow[], asked: string): readonly ClimbRow[] {
  const wanted = normalise(asked)
  return wanted === '' ? climbs : climbs.filter(climb => textOf(climb).includes(wanted))
}
