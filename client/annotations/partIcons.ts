import type { VotedPart } from '../../shared/model/annotationParts'

/** Line drawings of what one can say of a hold, on a 32-unit square. `dots` are filled. */
export interface PartDrawing {
  lines: string
  dots?: readonly (readonly [number, number, number])[]
  dashed?: boolean
}

const pocket = 'M4 17C4 9 9 5 16 5s12 4 12 12-5 10-12 10S4 25 4 17Z'
const bars = (lit: number): PartDrawing => ({
  lines: 'M7 25v-6M16 25V13M25 25V7',
  dots: Array.from({ length: lit }, (_, index) => [7 + 9 * index, [19, 13, 7][index] ?? 7, 3.2] as const),
})

export const partDrawings: Readonly<Record<VotedPart, Readonly<Record<string, PartDrawing>>>> = {
  grip_type: {
    plat: { lines: 'M3 24C4.5 14 9.5 9 16 9s11.5 5 13 15ZM10 17c1.5-2.5 3.5-3.8 6-4' },
    reglette: { lines: 'M5 14.500h22a2 2 0 0 1 2 2v1a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-1a2 2 0 0 1 2-2ZM8 10.500V7M13.3 10.500V5.500M18.7 10.500V5.500M24 10.500V7' },
    bi_doigt: { lines: pocket, dots: [[12, 16, 3], [20, 16, 3]] },
    tri_doigt: { lines: pocket, dots: [[9.5, 16, 2.7], [16, 16, 2.7], [22.5, 16, 2.7]] },
    mono_doigt: { lines: pocket, dots: [[16, 16, 3.2]] },
    pince: { lines: 'M10 4h12c-3 7-3 17 0 24H10c3-7 3-17 0-24ZM3 16h5M29 16h-5M6 13l3 3-3 3M26 13l-3 3 3 3' },
    colonnette: { lines: 'M12.5 3c-3 8 1 17-2 26M19.5 3c3 8-1 17 2 26M16 6c-1 6 1 13 0 20' },
    inverse: { lines: 'M3 8c1.5 10 6.5 15 13 15s11.5-5 13-15ZM16 30v-4M12.5 29 16 25.5 19.5 29' },
    bac: { lines: 'M4 9h24l-2 10c-1 5-4.5 7-10 7s-9-2-10-7ZM8 9c.5 4.5 3 7 8 7s7.5-2.5 8-7' },
    prise_volume: { lines: 'M16 4 30 27H2ZM16 4v14M16 18 2 27M16 18l14 9' },
    micro: { lines: 'M13 15.500h6a1 1 0 0 1 1 1v.5a1 1 0 0 1-1 1h-6a1 1 0 0 1-1-1v-.500a1 1 0 0 1 1-1ZM4 10V4h6M28 10V4h-6M4 23v6h6M28 23v6h-6' },
    autre: { lines: '', dots: [[8, 16, 2.4], [16, 16, 2.4], [24, 16, 2.4]] },
  },
  condition: {
    ok: { lines: 'M16 28a12 12 0 1 0 0-24 12 12 0 0 0 0 24ZM10.5 16.500l4 4 7.5-8.5' },
    a_brosser: { lines: 'M18 5l9 9M20.5 7.5 8 20M24.5 11.5 12 24M8 20l4 4M5 22l2 2M7 26l1.5 1.500M10 27.500l1 1M4.5 26.500l.5.5' },
    sale: { lines: pocket, dots: [[11, 13, 1.6], [18, 11, 1.2], [21, 17, 1.8], [14, 19, 1.3], [17.5, 22, 1.1], [9.5, 19, 1.1]] },
    tournee: { lines: 'M26 13A11 11 0 1 0 27 18M27 6v7h-7M16 16h.01' },
    usee: { lines: pocket, dashed: true },
    cassee: { lines: 'M15 5C8.5 5.5 4 10 4 17s5 10 10 10l2-6-4-4 5-4-2-8ZM20 5.500c5 1.5 8 5.5 8 11.5 0 6-3.5 9-9 9.800l2.5-6-3.5-3.5 4.5-4.500Z' },
  },
  difficulty: { facile: bars(1), normale: bars(2), dure: bars(3) },
}
