import { z } from 'zod'
import { Face, FaceSetup } from '../model/face'
import { Gym } from '../model/gym'
import { HoldId, PlacedHold } from '../model/hold'
import type { Command } from './command'

/** The bytes of a zip. */
const ZipFile = z.custom<Uint8Array>(value => value instanceof Uint8Array)

export const wallCommands = {
  'gyms.list': {
    method: 'GET', path: '/api/gyms', summary: 'All gyms', gate: 'reader',
    input: z.object({}), output: z.array(Gym),
  },
  'faces.list': {
    method: 'GET', path: '/api/faces', summary: 'All faces, or those of a gym', gate: 'reader',
    input: z.object({ gym_id: z.string().optional() }), output: z.array(Face),
  },
  'faces.get': {
    method: 'GET', path: '/api/faces/:id', summary: 'One face', gate: 'reader',
    input: z.object({ id: z.string() }), output: Face,
  },
  'faces.setup': {
    method: 'GET', path: '/api/faces/:id/setup', summary: 'A face with all its holds', gate: 'reader',
    input: z.object({ id: z.string() }), output: FaceSetup,
  },
  'faces.careCsv': {
    method: 'GET', path: '/api/faces/:id/care.csv', summary: 'Holds that need work, as a table for a spreadsheet', gate: 'reader',
    type: 'text/csv', file: 'mastoc-care.csv',
    input: z.object({ id: z.string().max(64) }), output: z.string(),
  },
  'faces.export': {
    method: 'GET', path: '/api/faces/:id/export', summary: 'A whole wall as a zip that another mastoc imports', gate: 'importer',
    type: 'application/zip', file: 'mastoc-wall.zip',
    input: z.object({ id: z.string().max(64) }), output: ZipFile,
  },
  'faces.setupByStoktId': {
    method: 'GET', path: '/api/faces/by-stokt-id/:id/setup', summary: 'The same, by the Stokt id', gate: 'reader',
    input: z.object({ id: z.string() }), output: FaceSetup,
  },
  'holds.list': {
    method: 'GET', path: '/api/holds', summary: 'The holds of a face', gate: 'reader',
    input: z.object({ face_id: z.string().optional() }),
    output: z.object({ results: z.array(PlacedHold), count: z.number().int() }),
  },
  'holds.get': {
    method: 'GET', path: '/api/holds/:id', summary: 'One hold', gate: 'reader',
    input: z.object({ id: HoldId }), output: PlacedHold,
  },
  'holds.getByStoktId': {
    method: 'GET', path: '/api/holds/by-stokt-id/:id', summary: 'One hold, by its Stokt number', gate: 'reader',
    input: z.object({ id: HoldId }), output: PlacedHold,
  },
  'sync.stats': {
    method: 'GET', path: '/api/sync/stats', summary: 'How many of everything', gate: 'reader',
    input: z.object({}),
    output: z.object({
      gyms: z.number().int(), faces: z.number().int(), holds: z.number().int(), climbs: z.number().int(),
      users: z.number().int(), climbs_synced: z.number().int(), climbs_local: z.number().int(),
    }),
  },
} as const satisfies Record<string, Command>
