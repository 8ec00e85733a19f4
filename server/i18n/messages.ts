import en from './en.json'
import fr from './fr.json'

export type Language = 'fr' | 'en'
export type MessageKey = keyof typeof fr

const words: Record<Language, Record<MessageKey, string>> = { fr, en }

/** French unless English comes first in Accept-Language. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const first = (acceptLanguage ?? '').split(',')
    .map((item, place) => {
      const [tag = '', q = 'q=1'] = item.trim().split(';')
      return { tag: tag.toLowerCase(), q: Number(/q=([\d.]+)/.exec(q)?.[1] ?? 1), place }
    })
    .filter(({ tag, q }) => /^(fr|en)\b/.test(tag) && q > 0)
    .sort((a, b) => b.q - a.q || a.place - b.place)[0]
  return first?.tag.startsWith('en') ? 'en' : 'fr'
}

export const isMessageKey = (text: string): text is MessageKey => Object.hasOwn(fr, text)

export const translate = (language: Language, word: MessageKey, params: Record<string, string | number> = {}): string =>
  words[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
