import { FIRST_OWN_HOLD_ID } from '../shared/model/holdNumbers'
import { API_KEY } from './startServer'

export const post = (url: string, body: object): Promise<Response> =>
  fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-api-key': API_KEY }, body: JSON.stringify(body) })

/** A climb on the wall of `benchWall`, as it is asked for. */
export const climbOf = (faceId: string, n: number) => ({
  face_id: faceId, name: `Nouveau bloc ${n}`, grade_font: '6B', feet_rule: 'Tous pieds',
  holds_list: `S${FIRST_OWN_HOLD_ID} ${[1, 2, 3, 4, 5].map(step => `O${FIRST_OWN_HOLD_ID + step * 40}`).join(' ')} T${FIRST_OWN_HOLD_ID + 700}`,
})
