import type { Wording } from './letter'

export const invitation: Wording<'invitation'> = {
  fr: ({ link, from }) => ({
    subject: 'Invitation à mastoc',
    before: ['Bonjour,', `${from} vous invite sur le mur de la salle : vous pourrez voir les blocs, en ouvrir et voter sur les prises.`],
    action: { label: 'Créer mon compte', link },
  }),
  en: ({ link, from }) => ({
    subject: 'You’re invited to mastoc',
    before: ['Hello,', `${from} invites you to the gym’s wall, where you can look at climbs, set your own and rate the holds.`],
    action: { label: 'Create my account', link },
  }),
}
