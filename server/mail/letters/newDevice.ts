import type { Wording } from './letter'
import { when } from './when'

export const newDevice: Wording<'newDevice'> = {
  fr: ({ device, at }) => ({
    subject: 'Connexion depuis un nouvel appareil',
    before: ['Bonjour,', `Quelqu’un s’est connecté à votre compte mastoc le ${when(at, 'fr')}, depuis un appareil que nous ne connaissions pas : ${device || 'inconnu'}.`, 'Si c’était vous, tout va bien. Sinon, changez votre mot de passe : cela déconnecte les autres appareils.'],
  }),
  en: ({ device, at }) => ({
    subject: 'Login from a new device',
    before: ['Hello,', `Somebody logged in to your mastoc account on ${when(at, 'en')}, from a device that we did not know: ${device || 'unknown'}.`, 'If it was you, all is well. If not, change your password: that logs the other devices out.'],
  }),
}
