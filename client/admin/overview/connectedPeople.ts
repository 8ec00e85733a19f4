import type { ServerNode } from '../../../shared/model/serverNode'

export interface ConnectedPeople {
  /** The people of all servers, each once, by their names. */
  people: { user_id: string; name: string; face_ids: string[]; servers: string[] }[]
  /** Everybody with an account who is connected, also beyond those who are named. */
  count: number
  /** People who are not named. */
  more: number
  guests: number
  programs: number
  /** The walls that somebody looks at. */
  walls: { face_id: string; people: number; guests: number }[]
}

/** [OVERVIEW-10] Who is connected to all servers together. A person on two of them is one person. */
export function connectedPeople(nodes: readonly ServerNode[]): ConnectedPeople {
  const people = new Map<string, ConnectedPeople['people'][number]>()
  const walls = new Map<string, ConnectedPeople['walls'][number]>()
  for (const node of nodes) {
    for (const { user_id, name, face_ids } of node.people) {
      const known = people.get(user_id) ?? { user_id, name, face_ids: [], servers: [] }
      people.set(user_id, { ...known, face_ids: [...new Set([...known.face_ids, ...face_ids])], servers: [...known.servers, node.id] })
    }
    for (const { face_id, people: here, guests } of node.walls) {
      const known = walls.get(face_id) ?? { face_id, people: 0, guests: 0 }
      walls.set(face_id, { face_id, people: known.people + here, guests: known.guests + guests })
    }
  }
  const sum = (part: 'more' | 'guests' | 'programs') => nodes.reduce((all, node) => all + node[part], 0)
  return {
    people: [...people.values()].sort((a, b) => a.name.localeCompare(b.name)),
    count: people.size + sum('more'),
    more: sum('more'), guests: sum('guests'), programs: sum('programs'),
    walls: [...walls.values()],
  }
}
