/** Letters and figures as strokes in a box 4 wide and 6 high: the picture needs no font, wherever it is made. */
const GLYPHS: Record<string, string> = {
  A: 'M0 6L2 0L4 6M.9 4.1H3.1',
  B: 'M0 0V6M0 0H2.3A1.45 1.45 0 0 1 2.3 2.9H0M2.3 2.9A1.55 1.55 0 0 1 2.3 6H0',
  C: 'M4 1.6A2 2 0 0 0 0 2V4A2 2 0 0 0 4 4.4',
  D: 'M0 0V6H1.6A2.4 2.4 0 0 0 4 3.6V2.4A2.4 2.4 0 0 0 1.6 0Z',
  E: 'M4 0H0V6H4M0 3H3',
  F: 'M4 0H0V6M0 3H3',
  G: 'M4 1.6A2 2 0 0 0 0 2V4A2 2 0 0 0 4 4V3.2H2.3',
  H: 'M0 0V6M4 0V6M0 3H4',
  I: 'M2 0V6',
  J: 'M3.6 0V4.2A1.75 1.75 0 0 1 .1 4.4',
  K: 'M0 0V6M4 0L0 3.6M1.3 2.5L4 6',
  L: 'M0 0V6H3.8',
  M: 'M0 6V0L2 3.6L4 0V6',
  N: 'M0 6V0L4 6V0',
  O: 'M2 0A2 2 0 0 0 0 2V4A2 2 0 0 0 4 4V2A2 2 0 0 0 2 0Z',
  P: 'M0 6V0H2.3A1.65 1.65 0 0 1 2.3 3.3H0',
  Q: 'M2 0A2 2 0 0 0 0 2V4A2 2 0 0 0 4 4V2A2 2 0 0 0 2 0ZM2.3 4.3L4.2 6.4',
  R: 'M0 6V0H2.3A1.65 1.65 0 0 1 2.3 3.3H0M1.9 3.3L4 6',
  S: 'M3.8 1.4A1.9 1.5 0 0 0 2 0A1.5 1.5 0 0 0 2 3A1.5 1.5 0 0 1 2 6A1.9 1.5 0 0 1 .2 4.6',
  T: 'M0 0H4M2 0V6',
  U: 'M0 0V4A2 2 0 0 0 4 4V0',
  0: 'M2 0A1.8 2 0 0 0 .2 2V4A1.8 2 0 0 0 3.8 4V2A1.8 2 0 0 0 2 0Z',
  1: 'M.8 1.3L2.3 0V6',
  2: 'M.2 1.8A1.85 1.85 0 1 1 3.5 2.9L.2 6H4',
  3: 'M.3 1.2A1.7 1.5 0 1 1 2 2.8A1.65 1.6 0 1 1 .1 4.7',
  4: 'M3 6V0L0 4.2H4.1',
  5: 'M3.7 0H.6L.3 2.7A1.9 1.8 0 1 1 .1 4.8',
  6: 'M3.2 0C1.3 .9 .1 2.6 .1 4.1A1.9 1.9 0 1 0 3.9 4.1A1.9 1.9 0 0 0 .1 4.1',
  7: 'M0 0H4L1.4 6',
  8: 'M2 2.8A1.4 1.4 0 1 1 2 0A1.4 1.4 0 1 1 2 2.8A1.6 1.6 0 1 1 2 6A1.6 1.6 0 1 1 2 2.8Z',
  9: 'M.8 6C2.7 5.1 3.9 3.4 3.9 1.9A1.9 1.9 0 1 0 .1 1.9A1.9 1.9 0 0 0 3.9 1.9',
}

/** SVG of a word centred on a point; `tall` is the height of its letters in px. */
export function paintWord(word: string, x: number, y: number, tall: number): string {
  const unit = tall / 6
  const advance = 5.4
  const from = x - ((word.length - 1) * advance + 4) * unit * 0.5
  const strokes = [...word].map((letter, i) => `<path transform="translate(${i * advance} 0)" d="${GLYPHS[letter] ?? ''}"/>`)
  return `<g transform="translate(${from.toFixed(1)} ${(y - tall / 2).toFixed(1)}) scale(${unit.toFixed(3)})">${strokes.join('')}</g>`
}
