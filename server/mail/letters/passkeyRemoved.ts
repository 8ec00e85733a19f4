import type { MailTemplate } from './letter'
import { when } from './when'

export const passkeyRemoved: MailTemplate<'passkeyRemoved'> = {
  fr: ({ name, at }) => ({
    subject: 'Une clé d’accès a été retirée',
    before: [
      'Bonjour,',
      `La clé d’accès (passkey) « ${name} » a été retirée de votre compte mastoc le ${when(at, 'fr')}.`,
      'Si ce n’était pas vous, changez votre mot de passe et prévenez votre salle.',
    ],
  }),
  en: ({ name, at }) => ({
    subject: 'A passkey was removed',
    before: [
      'Hello,',
      `The passkey “${name}” was removed from your mastoc account on ${when(at, 'en')}.`,
      'If it was not you, change your password and tell your gym.',
    ],
  }),
}
