const COLOURS = ['#c2410c', '#b45309', '#4d7c0f', '#047857', '#0e7490', '#1d4ed8', '#6d28d9', '#a21caf', '#be123c', '#57534e']

/** A person's colour, the same everywhere and always; dark enough to carry white letters. */
export function colourOf(id: string): string {
  let hash = 0
  for (const char of id) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0
  return COLOURS[Math.abs(hash) % COLOURS.length] ?? '#57534e'
}
