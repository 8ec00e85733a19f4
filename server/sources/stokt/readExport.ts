import type { z } from 'zod'
import { limits } from '../../../shared/limits'
import { parseJson } from './parseJson'
import { checkPhoto, isPhotoOf, MAX_PHOTO_BYTES, type Photo } from './photo'
import { ClimbsFile, firstProblem, GymFile, MAX_CLIMBS, Setup } from './shapes'
import { UnusableFile } from './unusableExport'

/** The contents of an export's files. Holds and climbs are not checked yet. */
export interface StoktExport {
  gym: GymFile | null
  setup: Setup
  climbs: { row: unknown; file: string; index: number }[]
  photo: Photo | null
}

/** The files of an export, wherever they lie. */
export interface ExportSource {
  /** Sorted, so that the same files read the same on every machine. */
  names: readonly string[]
  /** @throws UnusableFile if the file is larger, or cannot be read */
  read: (name: string, maxBytes: number) => Promise<Uint8Array>
}

async function readJson<T>(source: ExportSource, file: string, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(parseJson(await source.read(file, limits.importBytes), file))
  if (!parsed.success) throw new UnusableFile('file_form', { file, reason: firstProblem(parsed.error) })
  return parsed.data
}

async function readClimbs(source: ExportSource, files: string[]): Promise<StoktExport['climbs']> {
  const climbs: StoktExport['climbs'] = []
  for (const file of files) {
    for (const [index, row] of (await readJson(source, file, ClimbsFile)).entries()) climbs.push({ row, file, index })
    if (climbs.length > MAX_CLIMBS) throw new UnusableFile('climbs_many', { max: MAX_CLIMBS })
  }
  return climbs
}

/** The picture that shows this wall: of its very size, or at least of its proportions, within one percent. */
async function readPhoto(source: ExportSource, files: string[], picture: Setup['picture']): Promise<Photo | null> {
  const photos: Photo[] = []
  for (const file of files) photos.push(await checkPhoto(await source.read(file, MAX_PHOTO_BYTES), file))
  const [first] = photos
  if (!first || !picture) return first ?? null
  const { width, height } = picture
  const fitting = photos.find(photo => photo.width === width && photo.height === height)
    ?? photos.find(photo => isPhotoOf(photo, { width, height }))
  if (fitting) return fitting
  throw new UnusableFile('photo_other', {
    file: first.file, width: first.width, height: first.height, wanted_width: width, wanted_height: height,
  })
}

/**
 * Reads the files of a Stokt export. Gym.json, climbs and photo may be missing.
 * @throws UnusableFile if it has no wall
 */
export async function readExport(source: ExportSource): Promise<StoktExport> {
  const files = [...source.names]
  if (!files.includes('setup.json')) throw new UnusableFile('setup_missing')
  const setup = await readJson(source, 'setup.json', Setup)
  return {
    gym: files.includes('gym.json') ? await readJson(source, 'gym.json', GymFile) : null,
    setup,
    climbs: await readClimbs(source, files.filter(file => /^climbs.*\.json$/i.test(file))),
    photo: await readPhoto(source, files.filter(file => /\.(jpe?g|png)$/i.test(file)), setup.picture),
  }
}
