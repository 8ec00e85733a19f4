import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../shared/model/instant'
import type { WallImport } from '../sources/wallImport'
import { generateDemo, generateDemoWithPicture } from './generateDemo'
import { DEMO_PHOTO } from './paintDemo'

/** [DEMO-4] The demo wall with the photo that the build painted. Without it, as in development, it is painted now. */
export async function readyDemo(folder: string, now: Instant): Promise<WallImport> {
  const bytes = await readFile(join(folder, DEMO_PHOTO)).catch(() => null)
  if (!bytes) return generateDemoWithPicture({ size: 'full', now })
  return { ...generateDemo({ size: 'full', now }), picture_file: { bytes, mime: 'image/jpeg' } }
}
