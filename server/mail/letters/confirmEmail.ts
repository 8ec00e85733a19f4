import type { Wording } from './letter'

export const confirmEmail: Wording<'confirmEmail'> = {
  fr: ({ link }) => ({
    subject: 'Confirmez votre adresse',
    before: ['Bonjour,', 'Un compte mastoc utilise cette adresse. Confirmez-la : sans cela, vous ne pourrez pas changer un mot de passe oublié.'],
    action: { label: 'C’est bien mon adresse', link },
    after: ['Si vous n’avez pas de compte mastoc, ignorez cet e-mail.'],
  }),
  en: ({ link }) => ({
    subject: 'Confirm your address',
    before: ['Hello,', 'A mastoc account uses this address. Please confirm it: without it, you cannot reset a forgotten password.'],
    action: { label: 'This is my address', link },
    after: ['If you don’t have a mastoc account, ignore this e-mail.'],
  }),
}
