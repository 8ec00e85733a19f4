import { buffer } from 'node:stream/consumers'
import { crc32 } from 'node:zlib'
import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import type { ExportSource } from './readExport'
import { UnusableExport } from './unusableExport'

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

/** @throws UnusableExport with the name of the entry, cut and made printable */
function refuse({ fileName }: Entry, reason: string): never {
  throw new UnusableExport(`${fileName.replace(/[^\P{C}]/gu, '?').slice(0, NAME_MAX)} ${reason}`)
}

function check(entry: Entry): void {
  const { fileName, compressionMethod } = entry
  // The character stands where bytes were no text in the encoding that the zip names.
  if (/[\p{C}\ufffd]/u.test(fileName)) refuse(entry, 'has a name that is no readable text')
  if (fileName.length > NAME_MAX) refuse(entry, 'has a name that is too long')
  if (isLink(entry)) refuse(entry, 'is a link, not a file')
  if (entry.isEncrypted()) refuse(entry, 'is encrypted')
  if (compressionMethod !== 0 && compressionMethod !== 8) refuse(entry, 'is packed in a way that is not supported')
}

/** The folder in which the files lie, if somebody packed the folder instead of its files; otherwise the empty text. */
function folderOf(names: readonly string[]): string {
  const [setup = '', another] = new Set(names.filter(name => /(^|\/)setup\.json$/.test(name)))
  if (another !== undefined) throw new UnusableExport('there is more than one setup.json in the zip: pack one wall into each zip')
  return setup.slice(0, setup.lastIndexOf('/') + 1)
}

/** @throws if it is not what was packed: the library does not look at the sum */
async function unpack(zip: ZipFile, entry: Entry): Promise<Buffer> {
  const bytes = await buffer(await zip.openReadStreamPromise(entry))
  if (crc32(bytes) !== entry.crc32) throw new Error(`${entry.fileName.slice(0, NAME_MAX)} has another sum than it says`)
  return bytes
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  if (zip.entryCount > ENTRIES_MAX) throw new UnusableExport(`the zip has more than ${ENTRIES_MAX} files`)
  const entries: Entry[] = []
  for await (const entry of zip.eachEntry()) {
    if (entries.length >= ENTRIES_MAX) throw new UnusableExport(`the zip has more than ${ENTRIES_MAX} files`)
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
    if (known.has(same)) refuse(entry, 'is in the zip twice')
    known.add(same)
    files.set(name, entry)
  }
  return files
}

/** The words of a fault that the library found; it names no value but a file's name. */
const damaged = (error: unknown): UnusableExport =>
  error instanceof UnusableExport ? error : new UnusableExport(`the zip is damaged, or no zip: ${error instanceof Error ? error.message.slice(0, 200) : 'unknown'}`)

/**
 * [EXPORT-5] The files of an export in a zip. Nothing is written anywhere: the files that an export has are unpacked in
 * memory, and each may be as large as its header says and no larger.
 * @throws UnusableExport if the zip is damaged, or made to do harm
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
        if (!entry) throw new UnusableExport(`${name} cannot be read`)
        if (entry.uncompressedSize > maxBytes) refuse(entry, `is larger than ${maxBytes / 1024 / 1024} MB`)
        unpacked += entry.uncompressedSize
        if (unpacked > unpackedMax)
          throw new UnusableExport(`the files in the zip are larger than ${unpackedMax / 1024 / 1024} MB together`)
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
