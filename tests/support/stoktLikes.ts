import type { Handler } from './stoktRoutes'
import type { StoktWorld } from './stoktWorld'

/** Liking and bookmarking in Stokt: twice is once. */
export function likeRoutes(world: StoktWorld): [string, RegExp, Handler][] {
  const set = (isOn: boolean): Handler => ([id = ''], _asked, who) => {
    const climb = world.climbs.find(one => one.id === id)
    if (!climb || !who) return { status: 404, body: { nonFieldErrors: ['Not found.'] } }
    const liked = new Set(world.liked.get(who.token))
    climb.totalLikes += Number(isOn && !liked.has(id)) - Number(!isOn && liked.has(id))
    if (isOn) liked.add(id)
    else liked.delete(id)
    world.liked.set(who.token, [...liked])
    return { status: isOn ? 201 : 204, body: null }
  }
  const bookmark: Handler = ([id = ''], { text }, who) => {
    const form = new URLSearchParams(text)
    if (!who || !world.climbs.some(one => one.id === id)) return { status: 404, body: { nonFieldErrors: ['Not found.'] } }
    if (form.get('added') === form.get('removed')) return { status: 400, body: { added: ['One of both.'] } }
    const others = (world.bookmarked.get(who.token) ?? []).filter(one => one !== id)
    world.bookmarked.set(who.token, form.get('added') === 'true' ? [...others, id] : others)
    return { status: 200, body: {} }
  }
  return [
    ['PATCH', /^\/api\/climbs\/([^/]+)\/bookmarked$/, bookmark],
    ['POST', /^\/api\/climbs\/([^/]+)\/likes$/, set(true)],
    ['DELETE', /^\/api\/climbs\/([^/]+)\/likes$/, set(false)],
  ]
}
