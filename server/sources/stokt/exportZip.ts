import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { ImportReason, ImportReasonCode } from '../../../shared/model/importReason'
import type { ExportSource } from './readExport'
import { UnusableFile } from './unusableExport'

/** An export has four files; some tools write climbs in many. */
const ENTRIES_MAX = 500
/** The limit of all files that are read together, unpacked. */
const UNPACKED_BYTES_MAX = 80 * 1024 * 1024
const NAME_MAX = 100

const UNIX = 3
const LINK = 0o120000
const KIND = 0o170000
/** Operating systems add these files when somebody packs a folder. */
const BESIDES = /^__MACOSX\/|(^|\/)(\.DS_Store|Thumbs\.db|desktop\.ini)$/i

function isLink({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  return versionMadeBy >> 8 === UNIX && ((externalFileAttributes >>> 16) & KIND) === LINK
}

/** @throws UnusableFile with the name of the entry, cut and made printable */
function refuse({ fileName }: Entry, code: ImportReasonCode, named: ImportReason['named'] = {}): never {
  throw new UnusableFile(code, { file: fileName.replace(/[^\P{C}]/gu, '?').slice(0, NAME_MAX), ...named })
}

function check(entry: Entry): void {
  const { fileName, compressionMethod } = entry
  // The character stands where bytes were no text in the encoding that the zip names.
  if (/[\p{C}\ufffd]/u.test(fileName)) refuse(entry, 'zip_unreadable_name')
  if (fileName.length > NAME_MAX) refuse(entry, 'zip_long_name')
  if (isLink(entry)) refuse(entry, 'zip_link')
  if (entry.isEncrypted()) refuse(entry, 'zip_encrypted')
  if (compressionMethod !== 0 && compressionMethod !== 8) refuse(entry, 'zip_packing')
}

/** The folder in which the files lie, if somebody packed the folder instead of its files; otherwise the empty text. */
function folderOf(names: readonly string[]): string {
  const [setup = '', another] = new Set(names.filter(name => /(^|\/)setup\.json$/.test(name)))
  if (another !== undefined) throw new UnusableFile('zip_two_walls')
  return setup.slice(0, setup.lastIndexOf('/') + 1)
}

/** @throws if it is not what was packed: the library does not look at the sum */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const bytes = await buffer(await zip.openReadStreamPromise(entry))
  if (crc32(bytes) !== entry.crc32) throw new UnusableFile('zip_size')
  return bytes
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRIES_MAX) throw new UnusableFile('zip_many_files', { max: ENTRIES_MAX })
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= ENTRIES_MAX) throw new UnusableFile('zip_many_files', { max: ENTRIES_MAX })
    if (BESIDES.test(entry.fileName)) continue
    check(entry)
    if (!entry.fileName.endsWith('/')) entries.push(entry)
  }
  const folder = folderOf(entries.map(({ fileName }) => fileName))
  const files = new Map<string, Entry>()
  const known = new Set<string>()
  for (const entry of entries) {
    if (!entry.fileName.startsWith(folder) || entry.fileName.includes('/', folder.length)) continue
    const name = entry.fileName.slice(folder.length)
    const same = name.normalize('NFC').toLowerCase()
    if (known.has(same)) refuse(entry, 'zip_twice')
    known.add(same)
    files.set(name, entry)
  }
  return files
}

/** What the library says of a name that it does not take, and of bytes that are more or fewer than the zip says. */
const BAD_NAME = /^(invalid relative path|absolute path|invalid characters in fileName)/
const BAD_SIZE = /^(too many bytes|not enough bytes)/

/** A fault that the library found: its words name no value but a file's name. */
function damaged(error: unknown): UnusableFile {
  if (error instanceof UnusableFile) return error
  const detail = error instanceof Error ? error.message.slice(0, 200) : ''
  if (BAD_SIZE.test(detail)) return new UnusableFile('zip_size')
  return new UnusableFile(BAD_NAME.test(detail) ? 'zip_path' : 'zip_damaged', { detail })
}

/**
 * [EXPORT-5] The files of an export in a zip. Nothing is written anywhere: the files that an export has are unpacked in
 * memory, and each may be as large as its header says and no larger.
 * @throws UnusableFile if the zip is damaged, or made to do harm
 */
export async function exportZip(bytes: Buffer, unpackedMax = UNPACKED_BYTES_MAX): Promise<ExportSource> {
  try {
    const zip = await fromBufferPromise(bytes, { strictFileNames: true, validateEntrySizes: true })
    const files = await entriesOf(zip)
    let unpacked = 0
    return {
      names: [...files.keys()].sort(),
      async read(name, maxBytes) {
        const entry = files.get(name)
        if (!entry) throw new UnusableFile('file_unreadable', { file: name })
        if (entry.uncompressedSize > maxBytes) refuse(entry, 'file_large', { mb: maxBytes / 1024 / 1024 })
        unpacked += entry.uncompressedSize
        if (unpacked > unpackedMax)
          throw new UnusableFile('zip_large', { mb: unpackedMax / 1024 / 1024 })
        try {
          return await unpack(zip, entry)
        } catch (error) {
          throw damaged(error)
        }
      },
    }
  } catch (error) {
    throw damaged(error)
  }
}
