/** Control characters, and marks that turn the direction of what follows: they would show a name as it is not. */
const TURNING = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu

/** A name as it can be shown among other text. */
export const plainText = (text: string): string => text.replace(TURNING, '')
