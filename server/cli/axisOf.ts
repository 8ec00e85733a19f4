import { UsageError } from './usageError'

const between = (from: number, to: number): number[] =>
  Array.from({ length: Math.abs(to - from) + 1 }, (_, i) => (from <= to ? from + i : from - i))

function stretch(first: string, last: string): string[] | null {
  if (/^[0-9]{1,4}$/.test(first) && /^[0-9]{1,4}$/.test(last)) return between(Number(first), Number(last)).map(String)
  if (/^[A-Z]$/.test(first) && /^[A-Z]$/.test(last))
    return between(first.charCodeAt(0), last.charCodeAt(0)).map(code => String.fromCharCode(code))
  return null
}

/** Reads `1..18`, `A..Z`, `Z..A` or a list with commas, which may hold such stretches too. */
export function axisOf(option: string, text: string): string[] {
  return text.split(',').map(part => part.trim().toUpperCase()).flatMap((part) => {
    const [first = '', last, ...more] = part.split('..')
    if (last === undefined) return [first]
    const labels = more.length === 0 ? stretch(first, last) : null
    if (!labels) throw new UsageError(`${option}: "${part}" is no stretch of numbers or of single letters; 1..18, A..Z and A,B,D are`)
    return labels
  })
}
