import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { limits } from '../../../shared/limits'
import { parseJson } from './parseJson'
import { checkPhoto, isPhotoOf, MAX_PHOTO_BYTES, type Photo } from './photo'
import { ClimbsFile, firstProblem, GymFile, MAX_CLIMBS, Setup } from './shapes'
import { UnusableExport } from './unusableExport'

/** The contents of an export's files. Holds and climbs are not checked yet. */
export interface StoktExport {
  gym: GymFile | null
  setup: Setup
  climbs: { row: unknown; file: string; index: number }[]
  photo: Photo | null
}

async function readBytes(directory: string, file: string, maxBytes: number): Promise<Uint8Array> {
  const path = join(directory, file)
  try {
    if ((await stat(path)).size > maxBytes) throw new UnusableExport(`${file} is larger than ${maxBytes / 1024 / 1024} MB`)
    return await readFile(path)
  } catch (error) {
    if (error instanceof UnusableExport) throw error
    throw new UnusableExport(`${file} cannot be read`)
  }
}

async function readJson<T>(directory: string, file: string, shape: z.ZodType<T>): Promise<T> {
  const parsed = shape.safeParse(parseJson(await readBytes(directory, file, limits.importBytes), file))
  if (!parsed.success) throw new UnusableExport(`${file} is not as Stokt writes it: ${firstProblem(parsed.error)}`)
  return parsed.data
}

async function readClimbs(directory: string, files: string[]): Promise<StoktExport['climbs']> {
  const climbs: StoktExport['climbs'] = []
  for (const file of files) {
    for (const [index, row] of (await readJson(directory, file, ClimbsFile)).entries()) climbs.push({ row, file, index })
    if (climbs.length > MAX_CLIMBS) throw new UnusableExport(`there are more than ${MAX_CLIMBS} climbs`)
  }
  return climbs
}

/** The picture that shows this wall: of its very size, or at least of its proportions, within one percent. */
async function readPhoto(directory: string, files: string[], picture: Setup['picture']): Promise<Photo | null> {
  const photos: Photo[] = []
  for (const file of files) photos.push(await checkPhoto(await readBytes(directory, file, MAX_PHOTO_BYTES), file))
  const [first] = photos
  if (!first || !picture) return first ?? null
  const { width, height } = picture
  const fitting = photos.find(photo => photo.width === width && photo.height === height)
    ?? photos.find(photo => isPhotoOf(photo, { width, height }))
  if (fitting) return fitting
  throw new UnusableExport(
    `${first.file} is not the photo of this wall: it has ${first.width} x ${first.height} pixels, setup.json says ${width} x ${height}`,
  )
}

/**
 * Reads the directory of a Stokt export. Gym.json, climbs and photo may be missing.
 * @throws UnusableExport if it has no wall
 */
export async function readExport(directory: string): Promise<StoktExport> {
  const files = await readdir(directory).catch(() => {
    throw new UnusableExport(`${directory} is no directory that can be read`)
  })
  // Files are sorted by name, so that the same directory reads the same on every machine.
  files.sort()
  if (!files.includes('setup.json')) throw new UnusableExport('setup.json is missing: it holds the wall and its holds')
  const setup = await readJson(directory, 'setup.json', Setup)
  return {
    gym: files.includes('gym.json') ? await readJson(directory, 'gym.json', GymFile) : null,
    setup,
    climbs: await readClimbs(directory, files.filter(file => /^climbs.*\.json$/i.test(file))),
    photo: await readPhoto(directory, files.filter(file => /\.(jpe?g|png)$/i.test(file)), setup.picture),
  }
}
