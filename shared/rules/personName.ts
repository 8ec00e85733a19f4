import { normalise } from './text'

/** Controls, what changes the direction of a text, what takes no room: nobody sees them, and they make one name look like another. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u2800\u3164\uffa0]/u
/** Something that can be read: a letter, a digit, a sign, a picture. */
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u

/** [LIMIT-58] Whether all of a name can be seen. */
export const isReadable = (name: string): boolean => !UNSEEN.test(name) && SEEN.test(name)

/** Letters and digits of other alphabets that look like Latin ones. */
const ALIKE: Readonly<Record<string, string>> = {
  а: 'a', ɑ: 'a', α: 'a', '4': 'a', '@': 'a', ԁ: 'd', ɗ: 'd', м: 'm', μ: 'm', ո: 'n', п: 'n', η: 'n', і: 'i', ι: 'i', ӏ: 'i', '1': 'i',
  l: 'i', '|': 'i', '!': 'i',
  о: 'o', ο: 'o', '0': 'o', е: 'e', ε: 'e', '3': 'e', ѕ: 's', '5': 's', $: 's', т: 't', τ: 't', '7': 't', г: 'r', υ: 'u', с: 'c', р: 'p',
}
const OFFICES = [
  'admin', 'admins', 'administrator', 'administrateur', 'administratrice', 'administration', 'moderator', 'moderateur', 'moderatrice',
  'root', 'system', 'systeme',
]
const skeletonOf = (text: string): string =>
  [...normalise(text).replaceAll('rn', 'm')].map(letter => ALIKE[letter] ?? letter).join('').replace(/[^\p{L}]/gu, '')
const officeSkeletons = new Set(OFFICES.map(skeletonOf))

/** [LIMIT-58] Whether a name reads as that of an office that its bearer may not have. */
export const looksLikeAnOffice = (name: string): boolean => officeSkeletons.has(skeletonOf(name))

/** [LIMIT-58] True where mail servers take an address of this length: 64 characters before the `@`, 63 between two dots after it. */
export function isSaneAddress(address: string): boolean {
  const [name = '', host = ''] = address.split('@')
  return name.length <= 64 && host.split('.').every(label => label.length <= 63)
}
