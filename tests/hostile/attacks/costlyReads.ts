import { ask } from '../ask'
import { tally } from '../answers'
import type { Attack } from '../underAttack'

const AT_ONCE = 16

/** From "tried and held": a guest asks sixteen times at once for what costs most to make, each time in another form. */
export const costlyReads: Attack = async ({ url, faceId }, seconds) => {
  const { answers, note } = tally()
  const ends = Date.now() + seconds * 1000
  const addresses = [
    `/api/faces/${faceId}/setup`,
    `/api/holds?face_id=${faceId}`,
    '/api/climbs?page_size=100&search=a',
    '/api/feeds/global/changes?limit=2000',
    `/api/faces/${faceId}/care.csv`,
    '/openapi.json',
    '/docs/swagger-ui-bundle.js',
  ]
  const encodings = ['identity', 'gzip', 'br']
  let nth = 0
  const loop = async () => {
    while (Date.now() < ends) {
      const { status } = await ask(url + addresses[nth++ % addresses.length], {
        headers: { 'accept-encoding': encodings[nth % encodings.length] ?? 'br' },
      })
      note(status)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, loop))
  return answers
}
