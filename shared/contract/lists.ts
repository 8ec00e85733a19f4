import { z } from 'zod'
import { limits } from '../limits'
import { ClimbList, KeptSearch } from '../model/climbList'
import { InstantSchema } from '../model/instantSchema'
import type { Command } from './command'

const id = z.string().max(64)
const name = z.string().trim().min(1).max(limits.listNameMax)
const description = z.string().trim().max(limits.descriptionMax).nullable()
const inList = z.strictObject({ id, climb_id: z.string().max(64) })

export const listCommands = {
  'lists.mine': {
    method: 'GET', path: '/api/lists', summary: 'My lists of climbs, by name', gate: 'user',
    input: z.object({}), output: z.object({ results: z.array(ClimbList) }),
  },
  'lists.create': {
    method: 'POST', path: '/api/lists', summary: 'Make a list of climbs; 200 if I made this one before', gate: 'user',
    publishesContent: ['is_shared'],
    input: z.strictObject({
      /** Made by the client, so that a list which is sent twice is made once. */
      id: z.uuid().optional(),
      name,
      description: description.optional(),
      is_shared: z.boolean().optional(),
      /** Climbs that it begins with, in their order. Those that I may not read are left out. */
      climb_ids: z.array(z.string().max(64)).max(limits.listClimbsMax).optional(),
    }),
    output: ClimbList, status: 201,
  },
  'lists.get': {
    method: 'GET', path: '/api/lists/:id', summary: 'A list of mine or a shared one, with the climbs that I may read', gate: 'reader',
    input: z.object({ id }), output: ClimbList,
  },
  'lists.update': {
    method: 'PATCH', path: '/api/lists/:id', summary: 'Rename, describe or share a list', gate: 'user',
    publishesContent: ['name', 'description', 'is_shared'],
    input: z.strictObject({ id, name: name.optional(), description: description.optional(), is_shared: z.boolean().optional() }),
    output: ClimbList,
  },
  'lists.delete': {
    method: 'DELETE', path: '/api/lists/:id', summary: 'Delete a list; its climbs stay', gate: 'user',
    input: z.strictObject({ id }), output: z.void(), status: 204,
  },
  'lists.addClimb': {
    method: 'PUT', path: '/api/lists/:id/climbs/:climb_id', summary: 'Add a climb at the end of a list', gate: 'user',
    input: inList, output: z.void(), status: 204,
  },
  'lists.removeClimb': {
    method: 'DELETE', path: '/api/lists/:id/climbs/:climb_id', summary: 'Take a climb out of a list', gate: 'user',
    input: inList, output: z.void(), status: 204,
  },
  'lists.order': {
    method: 'POST', path: '/api/lists/:id/order', summary: 'Put the climbs of a list in this order; those not named follow', gate: 'user',
    input: z.strictObject({ id, climb_ids: z.array(z.string().max(64)).max(limits.listClimbsMax) }), output: ClimbList,
  },
  'searches.mine': {
    method: 'GET', path: '/api/searches', summary: 'The searches that I keep, by name', gate: 'user',
    input: z.object({}), output: z.object({ results: z.array(KeptSearch) }),
  },
  'searches.create': {
    method: 'POST', path: '/api/searches', summary: 'Keep a search under a name; 200 if I kept this one before', gate: 'user',
    input: z.strictObject({
      /** Made by the client, so that a search which is sent twice is kept once. */
      id: z.uuid().optional(),
      face_id: z.string().max(64),
      name,
      query: z.string().max(limits.searchQueryMax),
      /** The moment in which it was kept, if that was before it could be sent. */
      seen_at: InstantSchema.optional(),
    }),
    output: KeptSearch, status: 201,
  },
  'searches.update': {
    method: 'PATCH', path: '/api/searches/:id', summary: 'Rename a search, or mark its climbs as seen', gate: 'user',
    input: z.strictObject({ id, name: name.optional(), seen_at: InstantSchema.optional() }), output: KeptSearch,
  },
  'searches.delete': {
    method: 'DELETE', path: '/api/searches/:id', summary: 'Delete a search', gate: 'user', input: z.strictObject({ id }), output: z.void(), status: 204,
  },
} as const satisfies Record<string, Command>
