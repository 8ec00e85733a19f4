import type { Wording } from './letter'

export const invitation: Wording<'invitation'> = {
  fr: ({ link, from }) => ({
    subject: 'Une invitation à mastoc',
    before: ['Bonjour,', `${from} vous invite sur le pan de la salle : voir les blocs, en ouvrir, dire ce que valent les prises.`],
    action: { label: 'Créer mon compte', link },
  }),
  en: ({ link, from }) => ({
    subject: 'An invitation to mastoc',
    before: ['Hello,', `${from} invites you to the gym’s wall: see the climbs, set some, say what the holds are like.`],
    action: { label: 'Make my account', link },
  }),
}
