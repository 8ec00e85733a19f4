import type { Wording } from './letter'
import { when } from './when'

export const recoveryUsed: Wording<'recoveryUsed'> = {
  fr: ({ left, at }) => ({
    subject: 'Un code de secours a servi',
    before: ['Bonjour,', `Quelqu’un s’est connecté à votre compte mastoc avec un code de secours le ${when(at, 'fr')}. Codes qui restent : ${left}.`, 'Si c’était vous, tout va bien ; vous pouvez refaire des codes depuis votre page. Sinon, changez votre mot de passe et prévenez votre salle.'],
  }),
  en: ({ left, at }) => ({
    subject: 'A recovery code was used',
    before: ['Hello,', `Somebody logged in to your mastoc account with a recovery code on ${when(at, 'en')}. Codes that are left: ${left}.`, 'If it was you, all is well; you can make new codes on your page. If not, change your password and tell your gym.'],
  }),
}
