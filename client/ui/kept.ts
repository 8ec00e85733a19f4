/**
 * These read plain values that the browser kept or the server sent. An older version or a stranger may have written
 * something else. A library of schemas would take a slow phone a tenth of a second before the first list.
 */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordOf = (value: unknown): Record<string, unknown> => (isRecord(value) ? value : {})

/** The value if it is one of the known words, else the usual one. */
export const oneOf = <T extends string>(known: readonly T[], value: unknown, usual: T): T => known.find(word => word === value) ?? usual

/** The value if it is a number from `least` to `most`, else the usual one. */
export const within = (least: number, most: number, value: unknown, usual: number): number =>
  typeof value === 'number' && value >= least && value <= most ? value : usual

export const flagOf = (value: unknown, usual: boolean): boolean => (typeof value === 'boolean' ? value : usual)

/** True if each of these fields is a text. */
export const hasTexts = <K extends string>(
  value: Record<string, unknown>,
  fields: readonly K[],
): value is Record<string, unknown> & Record<K, string> => fields.every(field => typeof value[field] === 'string')
