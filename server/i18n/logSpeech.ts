import { compile, createCoreContext, registerMessageCompiler, registerMessageResolver, resolveValue, translate } from '@intlify/core-base'
import type { Speaks } from '../../shared/audit/auditWords'
import en from '../../shared/audit/en.json'
import fr from '../../shared/audit/fr.json'
import { msOf } from '../../shared/model/instant'
import type { Language } from './messages'

registerMessageCompiler(compile)
registerMessageResolver(resolveValue)

const SENTENCES: Readonly<Record<Language, Record<string, unknown>>> = { fr, en }

/** Says entries of the log in a language, as the browser does. Moments are in the time of the server. */
export function logSpeech(language: Language): Speaks {
  const messages = { [language]: SENTENCES[language] as Record<string, string> }
  const context = createCoreContext({ locale: language, fallbackLocale: false, messages })
  const days = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short' })
  return {
    t: (key, named = {}, plural = 1) => String(translate(context, key, named, { plural })),
    te: key => typeof resolveValue(SENTENCES[language], key) === 'string',
    day: instant => days.format(msOf(instant)),
  }
}
