/** Dark enough to carry white letters. */
export const PERSON_COLOURS = [
  '#c2410c', '#b45309', '#4d7c0f', '#047857', '#0e7490', '#1d4ed8', '#6d28d9', '#a21caf', '#be123c', '#57534e',
] as const

/** A person's colour, the same everywhere: the one they chose, else one that follows from the id. */
export function colourOf(id: string, chosen?: string | null): string {
  if (chosen) return chosen
  let hash = 0
  for (const char of id) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) | 0
  return PERSON_COLOURS[Math.abs(hash) % PERSON_COLOURS.length] ?? '#57534e'
}
