import { normalise } from '../../shared/rules/text'

/** A LIKE pattern (escape `\`) over a normalised column: `%` and `_` of what was typed are letters, not wildcards. */
export const containing = (text: string): string => `%${normalise(text).replace(/[\\%_]/g, '\\$&')}%`
