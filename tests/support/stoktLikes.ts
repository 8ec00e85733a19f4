import type { Handler } from './stoktRoutes'
import type { StoktWorld } from './stoktWorld'

/** Liking in Stokt: twice is once. */
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
  return [
    ['POST', /^\/api\/climbs\/([^/]+)\/likes$/, set(true)],
    ['DELETE', /^\/api\/climbs\/([^/]+)\/likes$/, set(false)],
  ]
}
