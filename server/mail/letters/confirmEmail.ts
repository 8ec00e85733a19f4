import type { MailTemplate } from './letter'

export const confirmEmail: MailTemplate<'confirmEmail'> = {
  fr: ({ link }, { gym }) => ({
    subject: 'Confirmez votre adresse',
    before: ['Bonjour,', `Un compte mastoc${gym === null ? '' : ` (${gym})`} utilise cette adresse. Confirmez-la : sans cela, vous ne pourrez pas changer un mot de passe oublié.`],
    action: { label: 'C’est bien mon adresse', link },
    after: ['Si vous n’avez pas de compte mastoc, ignorez cet e-mail.'],
  }),
  en: ({ link }, { gym }) => ({
    subject: 'Confirm your address',
    before: ['Hello,', `A mastoc account${gym === null ? '' : ` at ${gym}`} uses this address. Please confirm it: without it, you cannot reset a forgotten password.`],
    action: { label: 'This is my address', link },
    after: ['If you don’t have a mastoc account, ignore this e-mail.'],
  }),
}
