import { z } from 'zod'
import { Instant } from './instantSchema'

/** Somebody who is connected to a server, as admins see them. */
const ConnectedPerson = z.object({
  user_id: z.string(),
  name: z.string(),
  /** The walls that they look at; none while they are on another page. */
  face_ids: z.array(z.string()),
  connections: z.number().int(),
})
export type ConnectedPerson = z.infer<typeof ConnectedPerson>

/** The people who are connected to one server. Guests and programs are only counted. */
export const Connected = z.object({
  people: z.array(ConnectedPerson),
  /** People beyond those that are named. */
  more: z.number().int(),
  guests: z.number().int(),
  programs: z.number().int(),
  walls: z.array(z.object({ face_id: z.string(), people: z.number().int(), guests: z.number().int() })),
})
export type Connected = z.infer<typeof Connected>

/** A server on this database. */
export const ServerNode = Connected.extend({
  id: z.string(),
  version: z.string(),
  started_at: Instant,
})
export type ServerNode = z.infer<typeof ServerNode>
