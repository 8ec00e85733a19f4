const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** "il y a 3 minutes", "hier" … and after a week the day itself, its year only when it is another. */
export function agoOf(then: number, now: number, locale: string): string {
  const past = now - then
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  if (past < MINUTE) return words.format(0, 'second')
  if (past < HOUR) return words.format(-Math.floor(past / MINUTE), 'minute')
  if (past < DAY) return words.format(-Math.floor(past / HOUR), 'hour')
  if (past < 7 * DAY) return words.format(-Math.floor(past / DAY), 'day')
  const isThisYear = new Date(then).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...(isThisYear ? {} : { year: 'numeric' }) }).format(then)
}

/** "aujourd’hui", "il y a 45 jours": where the number of days is what matters. */
export const daysAgoOf = (then: number, now: number, locale: string): string =>
  new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.max(0, Math.floor((now - then) / DAY)), 'day')
