import { normalise } from './text'

/**
 * [USER-1] Two user names with the same key are the same name: case, accents, width, blanks and
 * characters that cannot be seen do not tell people apart.
 */
export const usernameKey = (username: string): string =>
  normalise(username.replace(/[\p{Cc}\p{Cf}]/gu, ' ')).replaceAll(' ', '')
