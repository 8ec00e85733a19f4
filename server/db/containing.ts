import { normalise } from '../../shared/rules/text'

/** Makes a LIKE pattern (escape `\`) for a normalised column: a typed `%` or `_` is a letter, not a wildcard. */
export const containing = (text: string): string => `%${normalise(text).replace(/[\\%_]/g, '\\$&')}%`
