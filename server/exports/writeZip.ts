import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import type { ExportFile } from './writeExport'

/** The same files give the same zip, whenever it is made. */
const MODIFIED = new Date('2026-01-01T00:00:00Z')

/** Packs files in threads of zlib. @returns the stream of a zip */
function zipStream(files: readonly ExportFile[]): NodeJS.ReadableStream {
  const zip = new ZipFile()
  for (const { name, bytes, isPacked } of files) zip.addBuffer(bytes, name, { mtime: MODIFIED, mode: 0o100644, compress: !isPacked })
  zip.end()
  return zip.outputStream
}

export const writeZip = (files: readonly ExportFile[]): Promise<Buffer> => buffer(zipStream(files))
