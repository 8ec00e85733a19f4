import type { HoldKind } from './shapes'

/** A set of holds as a manufacturer sells it: one colour, one surface. */
export interface HoldSet {
  name: string
  colour: Colour
  /** The strength with which the surface mirrors the lamp, 0 to 1. */
  gloss: number
  /** True if the holds are cut in flat planes rather than rounded. */
  faceted: boolean
}

/** Linear light, 0 to 1, in the order red, green, blue. */
export type Colour = readonly [number, number, number]

function linear(hex: string): Colour {
  const channel = (at: number): number => (Number.parseInt(hex.slice(at, at + 2), 16) / 255) ** 2.2
  return [channel(1), channel(3), channel(5)]
}

const set = (name: string, hex: string, gloss: number, faceted = false): HoldSet => ({ name, colour: linear(hex), gloss, faceted })

const yellow = set('yellow', '#f5bd12', 0.22)
const red = set('red', '#d42a24', 0.25)
const blue = set('blue', '#1c62bd', 0.25)
const green = set('green', '#3aa346', 0.2)
const purple = set('purple', '#71409c', 0.22, true)
const black = set('black', '#303136', 0.35, true)
const white = set('white', '#e9e5da', 0.12)
const pink = set('pink', '#ea6394', 0.2)
const orange = set('orange', '#ee7622', 0.22)
const teal = set('teal', '#179a9c', 0.22)
const mint = set('mint', '#86cfae', 0.15)
const granite = set('granite', '#8a8d90', 0.08)
const WOOD = set('wood', '#d3a66b', 0.12)

const anyColour = [yellow, red, blue, green, purple, black, white, pink, orange, teal, mint] as const

/** The sets of each kind of hold; a set named twice is twice as common. */
export const SETS_OF_KIND: Record<HoldKind, readonly [HoldSet, ...HoldSet[]]> = {
  jug: [yellow, red, blue, green, orange, teal, pink, black, yellow, red],
  ring: [red, green, orange, purple, blue],
  sloper: [white, blue, purple, yellow, red, teal, granite, mint, black],
  pinch: [red, blue, pink, orange, green, purple, black, white, yellow],
  pocket: [white, orange, yellow, purple, granite, teal, green],
  tufa: [granite, black, teal, orange, mint],
  crimp: [black, red, white, yellow, blue, purple, pink, orange, green, teal],
  edge: anyColour,
  rail: [WOOD],
  foot: anyColour,
  chip: [yellow, black, white, red, blue],
  volume: [
    set('birch', '#dcb886', 0.1, true), set('charcoal', '#3b3e44', 0.15, true), set('petrol', '#1f6f7d', 0.15, true),
    set('brick', '#c4513a', 0.15, true), set('mustard', '#e0a32e', 0.15, true), set('chalk', '#e4ddcd', 0.1, true),
  ],
}
