/** The names are acts at a gym, and on purpose no names of people. */
export const SETTER_NAMES = [
  'Ouvreur de la démo',
  'Ouvreuse de la démo',
  'Équipe d’ouverture',
  'Ouvreur du mardi',
  'Ouvreuse du jeudi',
  'Moniteur de la démo',
  'Groupe compétition',
  'Monitrice de la démo',
  'Ouvreur du dimanche',
  'Club du midi',
  'Club du soir',
  'Groupe débutants',
  'Équipe jeunes',
  'Ouvreuse invitée',
  'Ouvreur invité',
  'Stagiaire en ouverture',
] as const

const NAMES = `
  La danse des canards | Zéro gravité | Le petit pont de bois | Chauffe Marcel | Crème brûlée | Jamais sans ma brosse
  Le plat du jour | Bac à sable | Rien ne sert de courir | L'arête du poisson | La grande traversée du salon | Doigts de fée
  Pince-moi je rêve | Ça colle ! | Le repos du guerrier | Tout est dans la hanche | Mousquetaire | L'appel du vide
  Coup de talon | Le bal des réglettes | Fromage ou dessert | Patate chaude | Gros bras petit pied | Sur un malentendu
  Le cri du gecko | Épaule contre épaule | Bon vent | Carpe diem et magnésie | Le dernier métro | Pas de bras, pas de bloc
  Les pieds dans le tapis | Soupe à l'oignon | La croisière s'amuse | Mètre étalon | Jour de pluie | Tournicoti
  Le facteur sonne trois fois | Vertige de comptoir | Silence, on grimpe | Cuit à point | Œil de lynx | La clé du camion
  Une dernière et on y va | L'hirondelle | Drapeau blanc | Écart de conduite | Le ver est dans la pince | Mauvaise pioche
  Trois petits tours | La belle équipe | Chaud devant | Plus fort que toi | Le hamac | Dévers et contre tous
  Gaston y va | La lolotte endormie | Biscuit | Rouge et le noir | Sieste crapuleuse | Le passe-muraille
  À bout de souffle | Contrepoint | Cigale | Fourmi | Le corbeau et le renard | Tour de manège
  Pirouette cacahuète | Le grand bleu | L'ascenseur est en panne | Mode d'emploi | Petit Poucet | Bottes de sept lieues
  Aimant à frigo | Le fil d'Ariane | Saute-mouton | Ni vu ni connu | La pente douce | Tiens bon la barre
  Les yeux plus gros que le ventre | Rien à déclarer | Au bout du rouleau | Le nez dans les étoiles | Bras de fer | Tendon d'Achille
  Le gratin | Tartine | Fil de fer | Petite cuillère | Raclette party | Tarte tatin
  Le bloc de trop | Une main devant | Caméléon | Le chat perché | Pieds nickelés | La marmotte
  Toile d'araignée | Hibou | Noix de coco | Sans les dents | Ballade irlandaise | Le moulin
  Éloge de la lenteur | Vitesse de croisière | La tête ailleurs | Bulle | L'effet papillon | Grand écart
  Mise en orbite | Perdu de vue | Le tir à l'arc | Nœud papillon | Clair de lune | Marée basse
  Marée haute | La vague | Cap Horn | Île déserte | Message perso | Bouteille à la mer
  Feu de camp 🔥 | La cerise 🍒 | Zig-zag | Château de sable | Tectonique | Le grain de sable
  Désescalade | Paume de terre | Arquez les filles | Main courante | Bi ou pas bi | Monodoigt majeur
  Volume sonore | À plat ventre | La prise de la Bastille | Prise de tête | Prise de bec | Lâcher-prise
  L'heure du goûter | Le compte est bon | Ultime bafouille | Mardi c'est ravioli | Vendredi 13 | Dimanche soir
  La ficelle | Point d'orgue | Fugue en si bémol | Le dahu | Moustache | Ouistiti
`

/** Makes more names than are needed, each once. */
export const CLIMB_NAMES: readonly string[] = NAMES.split(/[|\n]/).map((name) => name.trim()).filter((name) => name !== '')

export const DESCRIPTIONS = [
  'Départ assis, tout en douceur.',
  'Le pied gauche reste haut, la hanche fait le reste.',
  'Morpho : les grands passent en statique.',
  'Ne lâche rien avant le top.',
  'Le crux est au milieu, garde du jus pour la fin.',
  'À faire en chaussettes pour rire.',
  'Brosser la sortie avant d’essayer.',
  'Talon interdit (mais qui vérifie ?).',
  'Excellent pour s’échauffer.',
  'Variante : sans la grosse prise du milieu.',
] as const

/** Shared notes of holds. */
export const HOLD_NOTES = [
  'Le fond est meilleur à gauche.',
  'Pouce en dessous, elle devient bonne.',
  'Attention, elle glisse quand il fait chaud.',
  'Reposante si la hanche colle au mur.',
  'Deux doigts au plus, sauf petites mains.',
  'Brossée mardi, comme neuve.',
  'Sert de pied dans la moitié des blocs.',
] as const

/** People add these words to a request for work. */
export const CARE_NOTES = {
  brush: 'Pleine de magnésie',
  tighten: 'Tourne quand on tire à gauche',
  turn: 'A tourné d’un quart',
  replace: 'Fêlée près de la vis',
} as const

/** Words of drawings on the wall, for all to see. */
export const MARK_TEXTS = { zone: 'Réouverture vendredi', arrow: 'Nouvelle traversée', pin: 'Tapis à resserrer' } as const
