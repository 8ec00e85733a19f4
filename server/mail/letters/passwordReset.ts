import type { MailTemplate } from './letter'

export const passwordReset: MailTemplate<'passwordReset'> = {
  fr: ({ link, token, minutes }, { gym }) => ({
    subject: 'Choisir un nouveau mot de passe',
    before: ['Bonjour,', `Un nouveau mot de passe a été demandé pour votre compte mastoc${gym === null ? '' : ` (${gym})`}. Le lien est valable ${minutes} minutes et ne sert qu’une fois.`],
    action: { label: 'Choisir un nouveau mot de passe', link },
    after: [
      `Dans l’application, vous pouvez aussi coller ce code :\n${token}`,
      'Si ce n’était pas vous, vous n’avez rien à faire : votre mot de passe ne change pas.',
    ],
  }),
  en: ({ link, token, minutes }, { gym }) => ({
    subject: 'Choose a new password',
    before: ['Hello,', `A new password was requested for your mastoc account${gym === null ? '' : ` at ${gym}`}. The link is valid for ${minutes} minutes and works once.`],
    action: { label: 'Choose a new password', link },
    after: [
      `In the app you can paste this code instead:\n${token}`,
      'If it was not you, you don’t need to do anything: your password stays the same.',
    ],
  }),
}
