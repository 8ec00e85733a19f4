const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Made once a language: making one takes a hundred times as long as using it, and a list uses one a row. */
function onceALanguage<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>()
  return (locale) => {
    const words = made.get(locale) ?? make(locale)
    made.set(locale, words)
    return words
  }
}
const shortWords = onceALanguage(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' }))
const longWords = onceALanguage(locale => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
const dayOfThisYear = onceALanguage(locale => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
const dayOfAnyYear = onceALanguage(locale => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' }))

/** "il y a 3 minutes", "hier" … and after a week the day itself, its year only when it is another. */
export function agoOf(then: number, now: number, locale: string): string {
  const past = now - then
  const words = shortWords(locale)
  if (past < MINUTE) return words.format(0, 'second')
  if (past < HOUR) return words.format(-Math.floor(past / MINUTE), 'minute')
  if (past < DAY) return words.format(-Math.floor(past / HOUR), 'hour')
  if (past < 7 * DAY) return words.format(-Math.floor(past / DAY), 'day')
  const isThisYear = new Date(then).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? dayOfThisYear : dayOfAnyYear)(locale).format(then)
}

/** "aujourd’hui", "il y a 45 jours": where the number of days is what matters. */
export const daysAgoOf = (then: number, now: number, locale: string): string =>
  longWords(locale).format(-Math.max(0, Math.floor((now - then) / DAY)), 'day')
