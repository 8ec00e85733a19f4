/** Words of a guide's examples, or that anybody would try. */
export const isExample = (secret: string): boolean => /change.?me|example|exemple|password|motdepasse|123456/i.test(secret)

/** Random characters hardly ever repeat the same sequence. */
const REPEATED_SHARE = 0.25
/** In a long random secret some pairs come again by chance. */
const LOOKED_AT = 256
/** Random characters hardly ever follow each other as in the alphabet. */
const NEIGHBOURS_SHARE = 0.7

/** The share of the secret that repeats earlier parts of it. */
function repeatedShare(secret: string): number {
  const threes = Array.from({ length: Math.max(0, Math.min(secret.length, LOOKED_AT) - 2) }, (_, at) => secret.slice(at, at + 3))
  return threes.length === 0 ? 0 : 1 - new Set(threes).size / threes.length
}

/** The number of characters that are followed by themselves or by their neighbour in the alphabet. */
function neighboursShare(secret: string): number {
  const steps = Array.from({ length: Math.max(0, secret.length - 1) }, (_, at) =>
    Math.abs(secret.charCodeAt(at + 1) - secret.charCodeAt(at)),
  )
  return steps.filter(step => step <= 1).length / Math.max(1, steps.length)
}

/** [CONFIG-3] True if a person probably made the secret up: few different characters, repeated words, or an example. */
export const isWeakSecret = (secret: string, differentMin = 8): boolean => new Set(secret).size < differentMin || isExample(secret)
  || repeatedShare(secret) > REPEATED_SHARE || neighboursShare(secret) > NEIGHBOURS_SHARE
