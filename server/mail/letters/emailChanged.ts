import type { MailTemplate } from './letter'
import { when } from './when'

export const emailChanged: MailTemplate<'emailChanged'> = {
  fr: ({ newEmail, at }) => ({
    subject: 'Votre adresse a changé',
    before: [
      'Bonjour,',
      `L’adresse de votre compte mastoc est ${newEmail} depuis le ${when(at, 'fr')}. C’est le dernier e-mail envoyé à cette adresse.`,
      'Si ce n’était pas vous, prévenez votre salle : un admin peut vous rendre l’accès au compte.',
    ],
  }),
  en: ({ newEmail, at }) => ({
    subject: 'Your address was changed',
    before: [
      'Hello,',
      `The address of your mastoc account was changed to ${newEmail} on ${when(at, 'en')}. This is the last e-mail sent to this address.`,
      'If it was not you, tell your gym: an admin can give you back access.',
    ],
  }),
}
