import type { Wording } from './letter'

export const emailAsked: Wording<'emailAsked'> = {
  fr: ({ newEmail }) => ({
    subject: 'Votre adresse va changer',
    before: ['Bonjour,', `L’adresse de votre compte mastoc sera ${newEmail} dès qu’elle aura été confirmée. D’ici là, celle-ci reste la bonne.`, 'Si ce n’était pas vous, changez votre mot de passe : la demande est alors oubliée.'],
  }),
  en: ({ newEmail }) => ({
    subject: 'Your address is about to change',
    before: ['Hello,', `The address of your mastoc account will be ${newEmail} as soon as it is confirmed. Until then it stays this one.`, 'If it was not you, change your password: the request is then forgotten.'],
  }),
}
