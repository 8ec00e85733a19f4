/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^['=+\-@\t\r]/

function cellOf(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as a file that spreadsheets open: a mark for UTF-8, commas, a line for each row. */
export const writeCsv = (rows: readonly (readonly string[])[]): string => `\uFEFF${rows.map(row => row.map(cellOf).join(',')).join('\r\n')}\r\n`

/** The separator that stands more often in the first line. */
function separatorOf(text: string): string {
  const [first = ''] = text.split(/\r?\n/, 1)
  return first.split(';').length > first.split(',').length ? ';' : ','
}

/** Reads a table with commas or semicolons. Empty lines are left out. */
export function readCsv(file: string): string[][] {
  const text = file.replace(/^\uFEFF/, '')
  const separator = separatorOf(text)
  const rows: string[][] = []
  let row: string[] = []
  let cell = ''
  let isQuoted = false
  const endCell = (): void => {
    row.push(cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell)
    cell = ''
  }
  const endRow = (): void => {
    endCell()
    if (row.some(value => value !== '')) rows.push(row)
    row = []
  }
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at)
    if (isQuoted && letter === '"' && text.charAt(at + 1) === '"') {
      cell += letter
      at++
    } else if (letter === '"' && (isQuoted || cell === '')) isQuoted = !isQuoted
    else if (isQuoted) cell += letter
    else if (letter === separator) endCell()
    else if (letter === '\n') endRow()
    else if (letter !== '\r') cell += letter
  }
  endRow()
  return rows
}
