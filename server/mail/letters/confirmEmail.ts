import type { Wording } from './letter'

export const confirmEmail: Wording<'confirmEmail'> = {
  fr: ({ link }) => ({
    subject: 'Confirmer votre adresse',
    before: ['Bonjour,', 'Un compte mastoc utilise cette adresse. Confirmez-la pour pouvoir toujours retrouver votre mot de passe.'],
    action: { label: 'C’est bien mon adresse', link },
    after: ['Si vous n’avez pas de compte mastoc, ignorez ce message.'],
  }),
  en: ({ link }) => ({
    subject: 'Confirm your address',
    before: ['Hello,', 'A mastoc account uses this address. Confirm it, so that you can always get a new password.'],
    action: { label: 'This is my address', link },
    after: ['If you have no mastoc account, ignore this message.'],
  }),
}
