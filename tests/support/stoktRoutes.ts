import type { StoktClimb } from './stoktClimbs'
import { commentRoutes } from './stoktComments'
import { likeRoutes } from './stoktLikes'
import { socialOf, STOKT_TOKEN, type StoktPerson, type StoktWorld } from './stoktWorld'

const DAY_MS = 86_400_000

export interface StoktAnswer {
  status: number
  /** Null: no body. */
  body: unknown
  type?: string
}
export interface StoktAsked {
  method: string
  url: URL
  text: string
  authorization: string | null
}
interface Ways {
  pageSize: number | null
  now: number
  newId: () => string
}
interface NewClimb {
  name: string
  holdsList: Record<'start' | 'others' | 'top' | 'feetOnly', number[]>
  grade?: { gradingSystem: string; value: string }
  description?: string
  isPrivate?: boolean
  feetRule?: string
  tags_list?: string[]
}
export type Handler = (match: string[], asked: StoktAsked, who: StoktPerson | null) => StoktAnswer

const ok = (body: unknown, status = 200): StoktAnswer => ({ status, body })
const refuse = (status: number, detail: string): StoktAnswer => ({ status, body: { nonFieldErrors: [detail] } })
const NOT_FOUND = refuse(404, 'Not found.')

const holdsText = ({ start, others, top, feetOnly }: NewClimb['holdsList']): string =>
  [...start.map(id => `S${id}`), ...others.map(id => `O${id}`), ...feetOnly.map(id => `F${id}`), ...top.map(id => `T${id}`)].join(' ')

function listed(rows: readonly unknown[], { url }: StoktAsked, { pageSize }: Ways): StoktAnswer {
  if (pageSize === null) return ok(rows)
  const page = Number(url.searchParams.get('page') ?? 1)
  const at = (number: number): string => {
    const next = new URL(url)
    next.searchParams.set('page', String(number))
    return next.href
  }
  return ok({
    count: rows.length,
    next: page * pageSize < rows.length ? at(page + 1) : null,
    previous: page > 1 ? at(page - 1) : null,
    results: rows.slice((page - 1) * pageSize, page * pageSize),
  })
}

function climbFrom(text: string, setter: StoktPerson, ways: Ways, faceId: string): StoktClimb {
  const { name, holdsList, grade, isPrivate = false, feetRule = '', description = '', tags_list = [] } = JSON.parse(text) as NewClimb
  return {
    id: ways.newId(), name, holdsList: holdsText(holdsList), mirrorHoldsList: '', feetRule, dateCreated: new Date(ways.now).toISOString(),
    isPrivate, isBenchmark: false, crowdGrade: { ircra: 15.5, hueco: 'V2', font: grade?.value ?? '?', dankyu: '4Q' }, faceId,
    climbSetters: { id: setter.id, fullName: setter.fullName, avatar: null }, climbedBy: 0, totalLikes: 0, totalComments: 0, circuit: '', tags: tags_list.join(','), angle: '', description,
  }
}

function change(climb: StoktClimb, text: string): StoktAnswer {
  const { holdsList, name, grade, feetRule, isPrivate, description } = JSON.parse(text) as Partial<NewClimb>
  Object.assign(climb, {
    ...(name === undefined ? {} : { name }),
    ...(holdsList === undefined ? {} : { holdsList: holdsText(holdsList) }),
    ...(feetRule === undefined ? {} : { feetRule }),
    ...(description === undefined ? {} : { description }),
    ...(isPrivate === undefined ? {} : { isPrivate }),
    ...(grade === undefined || !climb.crowdGrade ? {} : { crowdGrade: { ...climb.crowdGrade, font: grade.value } }),
  })
  return ok(climb)
}

function socialRoutes(world: StoktWorld): [string, RegExp, Handler][] {
  const of = (id: string) => {
    const climb = world.climbs.find(one => one.id === id)
    return climb && (world.social.get(id) ?? socialOf(climb.climbedBy, climb.totalComments, climb.totalLikes))
  }
  const part = (name: 'sends' | 'comments' | 'likes'): Handler => ([id = ''], { url }) => {
    const social = of(id)
    if (!social) return NOT_FOUND
    return ok(social[name].slice(0, Number(url.searchParams.get('limit') ?? 1000)))
  }
  return [
    ['GET', /^\/api\/climbs\/([^/]+)\/latest-sends$/, part('sends')],
    ['GET', /^\/api\/climbs\/([^/]+)\/comments$/, part('comments')],
    ['GET', /^\/api\/climbs\/([^/]+)\/likes$/, part('likes')],
    ['GET', /^\/api\/climbs\/([^/]+)\/crowd-grades$/, ([id = '']) => {
      const climb = world.climbs.find(one => one.id === id)
      return climb ? ok(climb.crowdGrade) : NOT_FOUND
    }],
  ]
}

function personRoutes(world: StoktWorld, ways: Ways): [string, RegExp, Handler][] {
  const byIds = (ids: readonly string[]) => ok(world.climbs.filter(({ id }) => ids.includes(id)))
  const find = (id: string) => world.climbs.find(one => one.id === id)
  return [
    ['GET', /^\/api\/users\/me$/, (_match, _asked, who) => ok(who ? { id: who.id, fullName: who.fullName, username: who.username } : { id: 'gym', fullName: 'La salle' })],
    ['GET', /^\/api\/gyms\/[^/]+\/my-set-climbs$/, (_match, _asked, who) => ok(world.climbs.filter(({ climbSetters }) => climbSetters?.id === who?.id))],
    ['GET', /^\/api\/gyms\/[^/]+\/my-sent-climbs$/, (_match, _asked, who) => byIds(world.sent.get(who?.token ?? '') ?? [])],
    ['GET', /^\/api\/gyms\/[^/]+\/my-liked-climbs$/, (_match, _asked, who) => byIds(world.liked.get(who?.token ?? '') ?? [])],
    ['GET', /^\/api\/gyms\/[^/]+\/my-bookmarked-climbs$/, (_match, _asked, who) => byIds(world.bookmarked.get(who?.token ?? '') ?? [])],
    ['POST', /^\/api\/faces\/([^/]+)\/climbs$/, ([faceId = ''], { text }, who) => {
      if (!who || !world.setups.has(faceId)) return NOT_FOUND
      const climb = climbFrom(text, who, ways, faceId)
      world.climbs.unshift(climb)
      return ok(climb, 201)
    }],
    ['PATCH', /^\/api\/faces\/[^/]+\/climbs\/([^/]+)$/, ([id = ''], { text }) => {
      const climb = find(id)
      return climb ? change(climb, text) : NOT_FOUND
    }],
    ['PATCH', /^\/api\/climbs\/([^/]+)\/privacy-status$/, ([id = ''], { text }) => {
      const climb = find(id)
      if (!climb) return NOT_FOUND
      climb.isPrivate = (JSON.parse(text) as { is_private: boolean }).is_private
      return ok(climb)
    }],
    ['DELETE', /^\/api\/climbs\/([^/]+)$/, ([id = '']) => {
      const at = world.climbs.findIndex(one => one.id === id)
      if (at < 0) return NOT_FOUND
      world.climbs.splice(at, 1)
      return { status: 204, body: null }
    }],
  ]
}

function wallRoutes(world: StoktWorld, ways: Ways): [string, RegExp, Handler][] {
  const isThere = (gym: string) => gym === world.gymId
  return [
    ['GET', /^\/api\/gyms\/([^/]+)\/summary$/, ([gym = '']) => (isThere(gym) ? ok({ ...world.summary, numberOfClimbs: world.climbs.length }) : NOT_FOUND)],
    ['GET', /^\/api\/gyms\/([^/]+)\/walls$/, ([gym = ''], asked) => (isThere(gym) ? listed(world.walls, asked, ways) : NOT_FOUND)],
    ['GET', /^\/api\/faces\/([^/]+)\/setup$/, ([face = '']) => {
      const setup = world.setups.get(face)
      return setup ? ok(setup) : NOT_FOUND
    }],
    ['GET', /^\/api\/gyms\/([^/]+)\/climbs$/, ([gym = ''], asked) => {
      const since = ways.now - Number(asked.url.searchParams.get('max_age') ?? 9999) * DAY_MS
      return isThere(gym) ? listed(world.climbs.filter(({ dateCreated }) => Date.parse(dateCreated) >= since), asked, ways) : NOT_FOUND
    }],
    ['GET', /^\/media\/(.+)$/, ([name = '']) => {
      const photo = world.photos.get(decodeURIComponent(name))
      return photo ? { status: 200, body: photo, type: 'image/jpeg' } : NOT_FOUND
    }],
  ]
}

function logIn(text: string, { people }: StoktWorld): StoktAnswer {
  const form = new URLSearchParams(text)
  const person = people.find(({ username, password }) => username === form.get('username') && password === form.get('password'))
  return person ? ok({ token: person.token }) : refuse(400, 'Unable to log in with provided credentials.')
}

/** The answer of Stokt to one request. */
export function answerOf(asked: StoktAsked, world: StoktWorld, ways: Ways): StoktAnswer {
  const { method, url, text, authorization } = asked
  if (method === 'POST' && url.pathname === '/api/token-auth') return logIn(text, world)
  const token = /^Token (.+)$/.exec(authorization ?? '')?.[1]
  const who = world.people.find(person => person.token === token) ?? null
  if (url.pathname.startsWith('/api/') && token !== STOKT_TOKEN && who === null) return refuse(401, 'Invalid token.')
  const routes = [
    ...wallRoutes(world, ways), ...socialRoutes(world), ...personRoutes(world, ways),
    ...likeRoutes(world), ...commentRoutes(world, ways.now),
  ]
  for (const [verb, form, handle] of routes) {
    const match = verb === method ? form.exec(url.pathname) : null
    if (match) return handle(match.slice(1), asked, who)
  }
  return NOT_FOUND
}
