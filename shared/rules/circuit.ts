const isEntry = (value: unknown): value is { id: number; value: unknown } =>
  typeof value === 'object' && value !== null && 'id' in value && Number.isInteger(value.id) && 'value' in value

function listOf(text: string): unknown[] {
  try {
    const read: unknown = JSON.parse(text)
    return Array.isArray(read) ? read : []
  } catch {
    return []
  }
}

/**
 * [CARD-4] The places of holds in a circuit, as Stokt writes them: `[{"id":829173,"value":"1"}, …]`. A hold that is taken
 * twice has both numbers. What cannot be read is left out.
 */
export function circuitOrder(text: string): ReadonlyMap<number, string> {
  const order = new Map<number, string>()
  for (const entry of listOf(text)) {
    if (!isEntry(entry)) continue
    const place = Number(entry.value)
    if (!Number.isInteger(place) || place < 1 || place > 999) continue
    const known = order.get(entry.id)
    order.set(entry.id, known === undefined ? String(place) : `${known}, ${place}`)
  }
  return order
}
