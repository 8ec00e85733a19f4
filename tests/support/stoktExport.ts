import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { oddClimbs, type StoktClimb } from './stoktClimbs'

const WIDTH = 600
const HEIGHT = 800
export const FIRST_HOLD = 901
const HOLDS = 48
export const FACE_ID = '0face000-0000-4000-8000-000000000001'
export const GYM_ID = '09900000-0000-4000-8000-000000000001'
const WALL_ID = '0aa11000-0000-4000-8000-000000000001'
export const FEET_RULES = ['Tous pieds', 'Pieds des mains', 'No foot', 'Pieds définis']

const ring = (x: number, y: number, radius: number): [number, number][] =>
  Array.from({ length: 6 }, (_, i) => [x + radius * Math.cos((i * Math.PI) / 3), y + radius * Math.sin((i * Math.PI) / 3)])
const pairs = (points: [number, number][]) => points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`)

/** A hexagon on a grid of six columns and eight rows, as Stokt writes holds; more than 48 lie over the first ones. */
function hold(index: number) {
  const x = 50 + (index % 6) * 100
  const y = 50 + (Math.floor(index / 6) % 8) * 100
  const outline = ring(x, y, 20)
  return {
    id: FIRST_HOLD + index,
    area: '1039.23',
    polygonStr: pairs(outline).join(' '),
    touchPolygonStr: pairs(ring(x, y, 35)).join(' '),
    pathStr: `M${pairs(outline).join('L')}z`,
    centroidStr: `${x.toFixed(2)} ${y.toFixed(2)}`,
    topPolygonStr: pairs(ring(x, y, 27)).join(' '),
    centerTapeStr: `${x} ${y + 17} ${x} ${y + 45}`,
    leftTapeStr: `${x - 8} ${y + 17} ${x - 18} ${y + 42}`,
    rightTapeStr: `${x + 8} ${y + 17} ${x + 18} ${y + 42}`,
  }
}

export const setup = (holds = HOLDS) => ({
  id: FACE_ID,
  gym: 'Gymnase des Essais',
  wall: 'Le Dévers',
  picture: { name: `walls/${FACE_ID}/photo.jpg`, width: WIDTH, height: HEIGHT },
  feetRulesOptions: [...FEET_RULES],
  hasSymmetry: false,
  holds: Array.from({ length: holds }, (_, i) => hold(i)),
})

export const gym = () => ({
  gym_summary: {
    id: GYM_ID, displayName: 'Gymnase des Essais', locationString: 'Nulle-Part, France', numberOfClimbs: 12,
    walls: [{ id: WALL_ID, name: 'Le Dévers', feetRules: FEET_RULES.map((name, i) => ({ name, isDefault: i === 0 })) }],
  },
  walls: [{
    id: WALL_ID, name: 'Le Dévers', isActive: true,
    faces: [{ id: FACE_ID, isActive: true, smallPicture: { name: `walls/${FACE_ID}/small.jpg`, width: 60, height: 80 }, totalClimbs: 12 }],
  }],
})

export const photo = () => sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: '#b08d62' } }).jpeg().toBuffer()

/** The content of the files; a test changes it to its need before it is written. */
export interface ExportContents {
  gym: ReturnType<typeof gym>
  setup: ReturnType<typeof setup>
  /** climbs-1.json and climbs-2.json, as two exports leave them: the second repeats a climb of the first. */
  older: StoktClimb[]
  newer: StoktClimb[]
}

export interface ExportKnobs {
  change?: (contents: ExportContents) => void
  /** Files that are not there. */
  leaveOut?: readonly string[]
  /** Files with other contents, or more files. */
  files?: Readonly<Record<string, string | Uint8Array>>
}

export interface WrittenExport {
  directory: string
  remove: () => Promise<void>
}

/** Writes an export with every oddity that real ones are known for into a directory of its own. */
export async function writeStoktExport({ change, leaveOut = [], files = {} }: ExportKnobs = {}): Promise<WrittenExport> {
  const contents: ExportContents = { gym: gym(), setup: setup(), ...oddClimbs({ faceId: FACE_ID, firstHold: FIRST_HOLD }) }
  change?.(contents)
  const { older, newer } = contents
  const all: Record<string, string | Uint8Array> = {
    'gym.json': JSON.stringify(contents.gym),
    'setup.json': JSON.stringify(contents.setup),
    'climbs-1.json': JSON.stringify({ count: older.length, climbs: older }),
    'climbs-2.json': JSON.stringify({ count: newer.length, climbs: newer }),
    'photo.jpg': await photo(),
    ...files,
  }
  const directory = await mkdtemp(join(tmpdir(), 'mastoc-export-'))
  for (const [file, content] of Object.entries(all)) {
    if (!leaveOut.includes(file)) await writeFile(join(directory, file), content)
  }
  return { directory, remove: () => rm(directory, { recursive: true, force: true }) }
}
