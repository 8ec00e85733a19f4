import { guest } from '../../shared/access/actor'
import { WallGrid } from '../../shared/model/grid'
import { storesOn, type Stores } from '../db/stores/stores'
import { setGrid } from '../usecases/walls/setGrid'
import { axisOf } from './axisOf'
import type { Console } from './console'
import { UsageError } from './usageError'
import { withCliContext } from './cliContext'

export interface GridOptions {
  corners?: string
  columns?: string
  rows?: string
  none: boolean
}

const SHOWN = '--corners "105,65 2200,70 2210,2790 95,2800" --columns 1..18 --rows A..Z'

function cornersOf(text: string): number[][] {
  const corners = text.trim().split(/[\s;]+/).map(corner => corner.split(',').map(Number))
  if (corners.length === 4 && corners.every(corner => corner.length === 2 && corner.every(Number.isFinite))) return corners
  throw new UsageError(
    `--corners: four points x,y of the photo in pixels, with blanks between, from the top left one clockwise; not "${text}"`,
  )
}

/** [LABEL-5] @throws UsageError that says what to type instead */
function readGrid({ corners, columns, rows, none }: GridOptions): WallGrid | null {
  if (none) {
    if (corners ?? columns ?? rows) throw new UsageError('--none takes the grid away: it stands alone')
    return null
  }
  if (corners === undefined || columns === undefined || rows === undefined)
    throw new UsageError(`--corners, --columns and --rows belong together, for example ${SHOWN}`)
  const grid = WallGrid.safeParse({ corners: cornersOf(corners), columns: axisOf('--columns', columns), rows: axisOf('--rows', rows) })
  if (!grid.success) throw new UsageError(grid.error.issues.map(({ path, message }) => `--${String(path[0])}: ${message}`).join('\n'))
  return grid.data
}

type KnownFace = Awaited<ReturnType<Stores['walls']['faces']>>[number]

const lineOf = ({ id, name, holds_count }: KnownFace): string => `  ${id}  ${name} (${holds_count} holds)`

/** Finds a wall by its id, its Stokt id or its name. @throws UsageError that lists the walls there are */
export function faceCalled(wanted: string, faces: readonly KnownFace[]): KnownFace {
  const [face, ...others] = faces.filter(({ id, stokt_id, name }) => [id, stokt_id, name].includes(wanted))
  if (face && others.length === 0) return face
  if (faces.length === 0) throw new UsageError('There is no wall yet.')
  throw new UsageError(
    [
      face ? `Several walls are called ${wanted}; say which by its id:` : `No wall is called ${wanted}. There are:`,
      ...faces.map(lineOf),
    ].join('\n'),
  )
}

/** Labels the holds of a wall by the letters and numbers painted on it; open clients see the labels within two seconds. */
export async function gridOf(wanted: string, options: GridOptions, console: Console): Promise<void> {
  const grid = readGrid(options)
  const { name, changed, holds } = await withCliContext(console.environment, async ({ db, transactions }) => {
    const face = faceCalled(wanted, await storesOn(db).walls.faces({}))
    const { value } = await transactions(guest, async (context) => {
      const changed = await setGrid(context, face.id, grid)
      await context.stores.audit.append(
        {
          actor: { kind: 'cli' },
          action: 'face.grid',
          target: { kind: 'face', id: face.id },
          detail: { columns: grid?.columns.length ?? 0, rows: grid?.rows.length ?? 0, holds: changed },
        },
        context.now,
      )
      return { changed, holds: await context.stores.walls.labelled(face.id) }
    })
    return { name: face.name, ...value }
  })
  const cells = holds.filter(({ label }) => /[A-Z-]/.test(label)).length
  console.out(
    grid === null
      ? `${name}: no grid; ${changed} of ${holds.length} holds have another label.`
      : `${name}: ${cells} of ${holds.length} holds are named by the grid, ${holds.length - cells} lie outside it and have numbers; ${changed} have another label.`,
  )
}
