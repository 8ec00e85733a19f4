/**
 * [LIST-6] The whole order after one of the shown climbs went to another place among them. What is not shown here keeps its neighbours.
 * @param shown the climbs that are seen, in their order
 * @param to the place among the shown ones, from 0
 */
export function movedClimb(ids: readonly string[], shown: readonly string[], { id, to }: { id: string; to: number }): string[] {
  const others = shown.filter(one => one !== id)
  const place = Math.max(0, Math.min(to, others.length))
  const rest = ids.filter(one => one !== id)
  const [next, last] = [others[place], others[place - 1]]
  const at = next === undefined ? rest.indexOf(last ?? '') + 1 : rest.indexOf(next)
  return [...rest.slice(0, at), id, ...rest.slice(at)]
}
