/** The weeks of a month, Monday first; null for days of other months. Months are counted from 0. */
export function weeksOf(year: number, month: number): (Date | null)[][] {
  const before = (new Date(year, month, 1).getDay() + 6) % 7
  const days = new Date(year, month + 1, 0).getDate()
  return Array.from({ length: Math.ceil((before + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, at) => {
      const day = week * 7 + at - before + 1
      return day < 1 || day > days ? null : new Date(year, month, day)
    }))
}
