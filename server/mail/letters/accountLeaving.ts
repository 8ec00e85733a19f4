import type { MailTemplate } from './letter'
import { when } from './when'

export const accountLeaving: MailTemplate<'accountLeaving'> = {
  fr: ({ at }, { gym }) => ({
    subject: 'Votre compte sera supprimé',
    before: [
      'Bonjour,',
      `Vous avez demandé la suppression de votre compte mastoc${gym === null ? '' : ` (${gym})`}. Les autres ne le voient plus, et il sera supprimé pour de bon le ${when(at, 'fr')}.`,
      'Pour le garder, connectez-vous avant cette date : rien d’autre n’est nécessaire.',
      'Si ce n’était pas vous, connectez-vous et changez votre mot de passe.',
    ],
  }),
  en: ({ at }, { gym }) => ({
    subject: 'Your account will be deleted',
    before: [
      'Hello,',
      `You asked for your mastoc account${gym === null ? '' : ` at ${gym}`} to be deleted. Others no longer see it, and it will be deleted for good on ${when(at, 'en')}.`,
      'To keep it, log in before then: nothing else is needed.',
      'If it was not you, log in and change your password.',
    ],
  }),
}
