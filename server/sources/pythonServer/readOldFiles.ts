import { readdir, readFile, realpath, stat } from 'node:fs/promises'
import { join, parse, sep } from 'node:path'
import type { OldFace, OldUser } from './oldRows'
import { checkPhoto, MAX_PHOTO_BYTES, type Photo } from '../stokt/photo'
import { UnusableExport } from '../stokt/unusableExport'

/** A portrait is decoded here, so no larger file is looked at. */
const MAX_AVATAR_BYTES = 10 * 1024 * 1024

export interface FileFault {
  kind: 'photo' | 'avatar'
  id: string
  name: string
  reason: string
}

/** The files of the Python server's disk that its rows name. */
export interface OldFiles {
  /** The photos, by the picture's path. */
  photos: Map<string, Photo>
  /** The portraits as they were uploaded, by the user's id. */
  avatars: Map<string, Buffer>
  faults: FileFault[]
}

/** The bytes of a file below the folder; null if there is none. @throws UnusableExport if it leads out of the folder, or is too large */
async function bytesBelow(folder: string, path: string, maxBytes: number): Promise<Buffer | null> {
  const file = await realpath(join(folder, path)).catch(() => null)
  if (file === null) return null
  if (!file.startsWith(folder + sep)) throw new UnusableExport('it leads out of the folder')
  const facts = await stat(file)
  if (!facts.isFile()) return null
  if (facts.size > maxBytes) throw new UnusableExport(`it is larger than ${maxBytes / 1024 / 1024} MB`)
  return readFile(file)
}

async function noteFaults(files: OldFiles, of: Omit<FileFault, 'reason'>, read: () => Promise<void>): Promise<void> {
  try {
    await read()
  } catch (error) {
    if (!(error instanceof UnusableExport)) throw error
    files.faults.push({ ...of, reason: error.message })
  }
}

/** A photo may lie in the folder `static`, where the Python server serves it from, or in the folder itself. */
async function readPhoto(folder: string, path: string): Promise<Photo | null> {
  for (const place of [join('static', path), path]) {
    const bytes = await bytesBelow(folder, place, MAX_PHOTO_BYTES)
    if (bytes) return checkPhoto(bytes, path)
  }
  return null
}

/** The files of the folder `avatars` by their name without its end. */
async function avatarFiles(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(join(folder, 'avatars')).catch(() => [])).sort()
  return new Map(names.map(name => [parse(name).name.toLowerCase(), name]))
}

const fileNameOf = ({ id, avatar_path }: OldUser, known: ReadonlyMap<string, string>): string | undefined =>
  known.get(id) ?? known.get(parse(avatar_path ?? '').name.toLowerCase())

/** @throws UnusableExport if there is no such folder */
export async function readOldFiles(
  directory: string,
  { faces, users }: { faces: readonly OldFace[]; users: readonly OldUser[] },
): Promise<OldFiles> {
  const folder = await realpath(directory).catch(() => {
    throw new UnusableExport(`${directory} is no directory that can be read`)
  })
  const files: OldFiles = { photos: new Map(), avatars: new Map(), faults: [] }
  for (const { id, picture_path } of faces) {
    await noteFaults(files, { kind: 'photo', id, name: picture_path }, async () => {
      const photo = await readPhoto(folder, picture_path)
      if (photo) files.photos.set(picture_path, photo)
    })
  }
  const known = await avatarFiles(folder)
  for (const user of users) {
    const name = fileNameOf(user, known)
    if (name === undefined) continue
    await noteFaults(files, { kind: 'avatar', id: user.id, name: user.full_name }, async () => {
      const bytes = await bytesBelow(folder, join('avatars', name), MAX_AVATAR_BYTES)
      if (bytes) files.avatars.set(user.id, bytes)
    })
  }
  return files
}
