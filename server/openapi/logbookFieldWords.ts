/** The words for likes, sends and grade opinions. */
export const logbookFieldWords: Readonly<Record<string, string>> = {
  ascent_id: 'An id that the client made, so that a send that is told twice counts once.',
  ascents: 'The sends of the user.',
  attempts: 'How many attempts it took; null if that was not said. A flash has one.',
  by_grade: 'How many senders gave each Font grade.',
  circuit: 'The order of the holds in a circuit, as JSON text; empty if there is none.',
  feel: 'Whether the climb is `soft` or `stiff`: the mean is more than 0.75 IRCRA from the grade of the setter; null otherwise.',
  grade_opinions: 'How many senders gave a grade.',
  hides_ascents: 'Whether others do not see which climbs the user sent.',
  is_flash: 'Whether the climb was sent at the first attempt.',
  is_hidden: 'Whether others do not see it.',
  likes: 'The climbs that the user likes.',
  opinions: 'How many senders gave a grade.',
  sent_at: 'When the climb was sent.',
  shown_grade_font: 'The grade from the opinions of the setter and the senders; that of the setter while no sender gave one.',
  shown_grade_ircra: 'The same grade in IRCRA.',
  tags: 'The tags of the climb.',
}
