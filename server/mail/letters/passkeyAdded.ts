import type { MailTemplate } from './letter'
import { when } from './when'

export const passkeyAdded: MailTemplate<'passkeyAdded'> = {
  fr: ({ name, at }) => ({
    subject: 'Une clé d’accès a été ajoutée',
    before: [
      'Bonjour,',
      `Une clé d’accès (passkey), « ${name} », a été ajoutée à votre compte mastoc le ${when(at, 'fr')}. Elle permet de se connecter.`,
      'Si ce n’était pas vous, changez votre mot de passe, retirez cette clé depuis votre compte, et prévenez votre salle.',
    ],
  }),
  en: ({ name, at }) => ({
    subject: 'A passkey was added',
    before: [
      'Hello,',
      `A passkey, “${name}”, was added to your mastoc account on ${when(at, 'en')}. It can be used to log in.`,
      'If it was not you, change your password, remove this passkey from your account, and tell your gym.',
    ],
  }),
}
