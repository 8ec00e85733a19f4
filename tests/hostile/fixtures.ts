import type { Fixtures } from '../wire/commandRows'
import { ADDRESSES, ask } from './ask'
import type { Target } from './target'
import { PEOPLE } from './wall'

const account = async (target: Target, username: string) => {
  const { id, token, refreshToken } = await target.logIn(username)
  return { id, username, token, refreshToken, sessionId: '' }
}

/** The things that the rows of all commands speak of, on the attacked wall. */
export async function fixturesOf(target: Target): Promise<Fixtures> {
  const [owner, stranger] = await Promise.all([account(target, PEOPLE[1]), account(target, PEOPLE[2])])
  const admin = await account(target, 'chief')
  const made = async (path: string, body: object): Promise<string> => {
    const { text } = await ask(`${target.url}${path}`, { method: 'POST', from: ADDRESSES.honest, token: owner.token, body })
    return (JSON.parse(text) as { id: string }).id
  }
  const [start = 0, , top = 0] = target.holdIds
  const climb = (is_private: boolean) =>
    made('/api/climbs', { face_id: target.faceId, name: 'Ligne claire', holds_list: `S${start} T${top}`, is_private })
  const { text } = await ask(`${target.url}/api/climbs?page_size=1`, { from: ADDRESSES.honest })
  const [first] = (JSON.parse(text) as { results: { setter_id: string }[] }).results
  const publicClimb = await climb(false)
  return {
    faceId: target.faceId, owner, stranger, admin, setterId: first?.setter_id ?? '',
    listId: await made('/api/lists', { name: 'Circuit', is_shared: true }),
    searchId: await made('/api/searches', { face_id: target.faceId, name: 'Faciles', query: 'grade_max=5' }),
    publicClimb, commentId: await made(`/api/climbs/${publicClimb}/comments`, { text: 'Bloc de la semaine.' }), privateClimb: await climb(true), taskId: await made(`/api/holds/${start}/tasks`, { kind: 'brush' }),
  }
}
