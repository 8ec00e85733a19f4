export interface Figure {
  what: string
  measured: string
  reference: string
  ratio: string
  aim: string
}

/** Fixed-width text, one line a figure. */
export function table(figures: readonly Figure[]): string {
  const head: Figure = { what: 'what', measured: 'mastoc', reference: 'reference', ratio: 'ratio', aim: 'aim' }
  const columns = ['what', 'measured', 'reference', 'ratio', 'aim'] as const
  const widths = columns.map(column => Math.max(...[head, ...figures].map(figure => figure[column].length)))
  const line = (figure: Figure) => columns.map((column, at) => figure[column].padEnd(widths[at] ?? 0)).join('  ').trimEnd()
  return [line(head), widths.map(width => '-'.repeat(width)).join('  '), ...figures.map(line)].join('\n')
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN
}

/** The least, the middle and the most of several runs. */
export const spread = (values: readonly number[]): string => `${[0, 0.5, 1].map(q => quantile(values, q).toFixed(1)).join(' / ')} ms`

export const ms = (value: number): string => `${value.toFixed(1)} ms`
export const kb = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`
