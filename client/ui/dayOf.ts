/** The day of a moment where this device is: `2026-05-01`. */
export function dayOf(ms: number): string {
  const date = new Date(ms)
  return [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-')
}
const pad = (n: number): string => String(n).padStart(2, '0')
