import type { MailTemplate } from './letter'
import { when } from './when'

export const newDevice: MailTemplate<'newDevice'> = {
  fr: ({ device, at }) => ({
    subject: 'Connexion depuis un nouvel appareil',
    before: [
      'Bonjour,',
      `Quelqu’un s’est connecté à votre compte mastoc le ${when(at, 'fr')}, depuis un nouvel appareil : ${device || 'inconnu'}.`,
      'Si c’était vous, vous n’avez rien à faire. Sinon, changez votre mot de passe : cela déconnecte les autres appareils.',
    ],
  }),
  en: ({ device, at }) => ({
    subject: 'Login from a new device',
    before: [
      'Hello,',
      `Somebody logged in to your mastoc account on ${when(at, 'en')}, from a new device: ${device || 'unknown'}.`,
      'If it was you, you don’t need to do anything. If not, change your password: that logs out all other devices.',
    ],
  }),
}
