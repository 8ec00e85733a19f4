import type { MailTemplate } from './letter'
import { when } from './when'

export const factorReset: MailTemplate<'factorReset'> = {
  fr: ({ at }) => ({
    subject: 'Vos clés d’accès ont été retirées',
    before: [
      'Bonjour,',
      `Votre salle a retiré toutes les clés d’accès et tous les codes de secours de votre compte mastoc le ${when(at, 'fr')}. Votre mot de passe suffit de nouveau pour vous connecter.`,
      'Vous pouvez ajouter une nouvelle clé depuis votre compte. Si vous n’avez rien demandé, prévenez votre salle.',
    ],
  }),
  en: ({ at }) => ({
    subject: 'Your passkeys were removed',
    before: [
      'Hello,',
      `Your gym removed all passkeys and recovery codes from your mastoc account on ${when(at, 'en')}. Your password is enough to log in again.`,
      'You can add a new passkey from your account. If you did not ask for this, tell your gym.',
    ],
  }),
}
