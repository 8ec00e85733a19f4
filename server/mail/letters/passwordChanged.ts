import type { MailTemplate } from './letter'
import { when } from './when'

export const passwordChanged: MailTemplate<'passwordChanged'> = {
  fr: ({ at }) => ({
    subject: 'Votre mot de passe a changé',
    before: [
      'Bonjour,',
      `Le mot de passe de votre compte mastoc a été changé le ${when(at, 'fr')}. Vos autres appareils ont été déconnectés.`,
      'Si ce n’était pas vous, demandez tout de suite un nouveau mot de passe depuis la page de connexion, et prévenez votre salle.',
    ],
  }),
  en: ({ at }) => ({
    subject: 'Your password was changed',
    before: [
      'Hello,',
      `The password of your mastoc account was changed on ${when(at, 'en')}. Your other devices were logged out.`,
      'If it was not you, reset your password from the login page right away, and tell your gym.',
    ],
  }),
}
