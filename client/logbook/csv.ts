import Papa from 'papaparse'

/** A spreadsheet would take such a cell for a formula; one that begins with the sign of an escape is escaped too. */
const FORMULA = /^['=+\-@\t\r]/
const END = '\r\n'

const withoutEscape = (cell: string): string => (cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell)

/** A table as a file that spreadsheets open: a mark for UTF-8, commas, a line for each row. */
export const writeCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${Papa.unparse(rows.map(row => [...row]), { escapeFormulae: FORMULA, newline: END })}${END}`

/** Reads a table with commas or semicolons. Empty lines are left out. */
export const readCsv = (file: string): string[][] =>
  Papa.parse<string[]>(file, { skipEmptyLines: 'greedy', delimitersToGuess: [',', ';'] }).data.map(row => row.map(withoutEscape))
