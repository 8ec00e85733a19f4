import type { Handler } from './stoktRoutes'
import { socialOf, type StoktWorld } from './stoktWorld'

const NOT_FOUND = { status: 404, body: { nonFieldErrors: ['Not found.'] } }

/** Commenting in Stokt, which writes as often as it is asked. */
export function commentRoutes(world: StoktWorld, now: number): [string, RegExp, Handler][] {
  const of = (id: string) => {
    const climb = world.climbs.find(one => one.id === id)
    if (!climb) return null
    const social = world.social.get(id) ?? socialOf(climb.climbedBy, climb.totalComments, climb.totalLikes)
    world.social.set(id, social)
    return { climb, social }
  }
  const write: Handler = ([id = ''], { text }, who) => {
    const found = of(id)
    const form = new URLSearchParams(text)
    if (!found || !who) return NOT_FOUND
    const comment = {
      id: `said-${found.social.comments.length}`, user: { id: who.id, fullName: who.fullName, avatar: null }, text: form.get('text') ?? '',
      date: new Date(now).toISOString(), repliedToId: form.get('replied_to_id'),
    }
    found.social.comments.push(comment)
    found.climb.totalComments++
    return { status: 201, body: comment }
  }
  const remove: Handler = ([id = '', comment = ''], _asked, who) => {
    const found = of(id)
    const at = found?.social.comments.findIndex(one => one.id === comment && one.user.id === who?.id) ?? -1
    if (!found || at < 0) return NOT_FOUND
    found.social.comments.splice(at, 1)
    found.climb.totalComments--
    return { status: 204, body: null }
  }
  return [
    ['POST', /^\/api\/climbs\/([^/]+)\/comments$/, write],
    ['DELETE', /^\/api\/climbs\/([^/]+)\/comments\/([^/]+)$/, remove],
  ]
}
