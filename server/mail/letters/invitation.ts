import type { MailTemplate } from './letter'

export const invitation: MailTemplate<'invitation'> = {
  fr: ({ link, from }, { gym }) => ({
    subject: gym === null ? 'Invitation à mastoc' : `Invitation à mastoc : ${gym}`,
    before: [
      'Bonjour,',
      `${from} vous invite sur le mur de ${gym === null ? 'la salle' : `la salle « ${gym} »`} : vous pourrez voir les blocs, en ouvrir et voter sur les prises.`,
    ],
    action: { label: 'Créer mon compte', link },
  }),
  en: ({ link, from }, { gym }) => ({
    subject: gym === null ? 'You’re invited to mastoc' : `You’re invited to mastoc: ${gym}`,
    before: [
      'Hello,',
      `${from} invites you to ${gym === null ? 'the gym’s wall' : `the wall at ${gym}`}, where you can look at climbs, set your own and rate the holds.`,
    ],
    action: { label: 'Create my account', link },
  }),
}
