import type { MailTemplate } from './letter'

export const emailAsked: MailTemplate<'emailAsked'> = {
  fr: ({ newEmail }) => ({
    subject: 'Votre adresse va changer',
    before: [
      'Bonjour,',
      `L’adresse de votre compte mastoc sera ${newEmail} dès que vous l’aurez confirmée. D’ici là, l’adresse actuelle reste active.`,
      'Si ce n’était pas vous, changez votre mot de passe : la demande sera annulée.',
    ],
  }),
  en: ({ newEmail }) => ({
    subject: 'Your address is about to change',
    before: [
      'Hello,',
      `The address of your mastoc account will be ${newEmail} once you confirm it. Until then, your current address stays active.`,
      'If it was not you, change your password: that cancels the request.',
    ],
  }),
}
