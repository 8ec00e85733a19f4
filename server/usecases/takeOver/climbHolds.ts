import type { ClimbHold, Role } from '../../../shared/model/climbHold'
import type { NamedHolds } from './takeHolds'

const MAX_CLIMB_HOLDS = 1000

interface Named {
  role: Role
  number: number
}

function parse(text: string): Named[] | null {
  const words = text.split(/\s+/).filter(word => word !== '')
  const named = words.map((word) => {
    const [, role, digits] = /^([SOFT])0*([1-9]\d{0,9})$/i.exec(word) ?? []
    return role === undefined ? null : { role: role.toUpperCase() as Role, number: Number(digits) }
  })
  return named.includes(null) ? null : (named as Named[])
}

/** All of the holds by one kind of number, or null. */
function allBy(numbers: ReadonlyMap<number, number>, named: readonly Named[]): ClimbHold[] | null {
  const holds = named.flatMap(({ role, number }) => {
    const hold_id = numbers.get(number)
    return hold_id === undefined ? [] : [{ hold_id, role }]
  })
  return holds.length === named.length ? holds : null
}

/**
 * [MOVE-10] The holds of a climb there. Most lists name them by their Stokt numbers, those of walls made there by the
 * numbers of their rows; one list names all in the same way. The Python server never checked it, so anything may stand
 * in it.
 */
export function climbHolds(text: string, { byStoktId, bySerial }: NamedHolds): { holds: ClimbHold[] } | { fault: string } {
  const named = parse(text)
  if (!named) return { fault: `its list of holds cannot be read: "${text.slice(0, 60)}"` }
  if (named.length === 0) return { fault: 'it names no hold' }
  if (named.length > MAX_CLIMB_HOLDS) return { fault: `it names more than ${MAX_CLIMB_HOLDS} holds` }
  const holds = allBy(byStoktId, named) ?? allBy(bySerial, named)
  if (!holds) {
    const isUnknown = ({ number }: Named) => !byStoktId.has(number) && !bySerial.has(number)
    const strange = named.find(isUnknown) ?? named.find(({ number }) => !byStoktId.has(number))
    return { fault: `its wall has no hold ${strange?.number ?? ''}` }
  }
  // A hold that is named twice means the same as once.
  return { holds: [...new Map(holds.map(hold => [`${hold.role}${hold.hold_id}`, hold])).values()] }
}
