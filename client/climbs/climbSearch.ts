import type { ClimbRow } from '../../shared/model/climb'
import { normalise } from '../../shared/rules/text'

/** No normalised text has it: what is typed is found in the name or in the setter's, as over REST. */
const BETWEEN = '\n'
const texts = new WeakMap<ClimbRow, string>()

/** Rows are replaced, never changed: each is read once. */
function textOf(climb: ClimbRow): string {
  const text = texts.get(climb) ?? [climb.name, climb.setter_name ?? ''].map(normalise).join(BETWEEN)
  texts.set(climb, text)
  return text
}

/** Finds the climbs with such a name or setter; all where nothing is asked. */
export function searched(climbs: readonly ClimbRow[], asked: string): readonly ClimbRow[] {
  const wanted = normalise(asked)
  return wanted === '' ? climbs : climbs.filter(climb => textOf(climb).includes(wanted))
}
