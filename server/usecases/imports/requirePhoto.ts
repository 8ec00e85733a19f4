import { UnusableFile } from '../../sources/stokt/unusableExport'
import type { WallImport } from '../../sources/wallImport'
import type { WriteContext } from '../../transaction/context'

/** [IMPORT-1] A face without a photo cannot be drawn. @throws UnusableFile */
export async function requirePhoto({ stores }: Pick<WriteContext, 'stores'>, { picture_file, face }: WallImport): Promise<void> {
  if (picture_file || await stores.imports.hasPicture(face.picture.name)) return
  throw new UnusableFile('photo_missing')
}
