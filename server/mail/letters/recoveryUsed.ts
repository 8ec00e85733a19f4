import type { MailTemplate } from './letter'
import { when } from './when'

export const recoveryUsed: MailTemplate<'recoveryUsed'> = {
  fr: ({ left, at }) => ({
    subject: 'Un code de secours a été utilisé',
    before: [
      'Bonjour,',
      `Quelqu’un s’est connecté à votre compte mastoc avec un code de secours le ${when(at, 'fr')}. Codes restants : ${left}.`,
      'Si c’était vous, vous n’avez rien à faire. Vous pouvez créer de nouveaux codes depuis votre compte. Sinon, changez votre mot de passe et prévenez votre salle.',
    ],
  }),
  en: ({ left, at }) => ({
    subject: 'A recovery code was used',
    before: [
      'Hello,',
      `Somebody logged in to your mastoc account with a recovery code on ${when(at, 'en')}. Codes left: ${left}.`,
      'If it was you, you don’t need to do anything. You can create new codes from your account. If not, change your password and tell your gym.',
    ],
  }),
}
