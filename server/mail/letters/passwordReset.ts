import type { Wording } from './letter'

export const passwordReset: Wording<'passwordReset'> = {
  fr: ({ link, token, minutes }) => ({
    subject: 'Choisir un nouveau mot de passe',
    before: ['Bonjour,', `Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour ce compte mastoc. Le lien vaut ${minutes} minutes et une seule fois.`],
    action: { label: 'Choisir un nouveau mot de passe', link },
    after: [`Dans l’application, vous pouvez aussi coller ce code :\n${token}`, 'Si ce n’était pas vous, il n’y a rien à faire : votre mot de passe reste le même.'],
  }),
  en: ({ link, token, minutes }) => ({
    subject: 'Choose a new password',
    before: ['Hello,', `Somebody, most likely you, asked for a new password for this mastoc account. The link works for ${minutes} minutes, once.`],
    action: { label: 'Choose a new password', link },
    after: [`In the app you can paste this code instead:\n${token}`, 'If it was not you, there is nothing to do: your password stays as it is.'],
  }),
}
