import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { describe, expect, test } from 'vitest'
import { exportZip } from './exportZip'
import { readExport } from './readExport'

interface Packed { name: string; text?: string | Buffer; mode?: number; compress?: boolean }

async function zipOf(files: readonly Packed[]): Promise<Buffer> {
  const zip = new ZipFile()
  for (const { name, text = '', mode = 0o100644, compress = true } of files) zip.addBuffer(Buffer.from(text), name, { mode, compress })
  zip.end()
  return buffer(zip.outputStream)
}

/** The same zip with another name in both places, of the same length: no tool writes such names. */
function renamed(zip: Buffer, from: string, to: string | Buffer): Buffer {
  const changed = Buffer.from(zip)
  const wanted = Buffer.from(to)
  if (wanted.length !== Buffer.byteLength(from)) throw new Error('a name of another length')
  for (let at = changed.indexOf(from); at >= 0; at = changed.indexOf(from, at + 1)) wanted.copy(changed, at)
  return changed
}

/** Writes a number into the central directory's first entry, where the sizes of a file are believed. */
function lying(zip: Buffer, offset: number, value: number, bytes: 2 | 4 = 4): Buffer {
  const changed = Buffer.from(zip)
  const at = changed.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + offset
  if (bytes === 4) changed.writeUInt32LE(value, at)
  else changed.writeUInt16LE(value, at)
  return changed
}

/** The same entry again and again: of the files there is one, in the directory are as many as one likes. */
function crowded(zip: Buffer, times: number): Buffer {
  const [directory, end] = [zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])), zip.indexOf(Buffer.from([0x50, 0x4b, 5, 6]))]
  const entry = zip.subarray(directory, end)
  const last = Buffer.from(zip.subarray(end))
  // The form has two bytes for their number; so many more are written than they can say.
  last.writeUInt16LE(times & 0xffff, 8)
  last.writeUInt16LE(times & 0xffff, 10)
  last.writeUInt32LE(entry.length * times, 12)
  return Buffer.concat([zip.subarray(0, directory), ...Array.from({ length: times }, () => entry), last])
}

const SETUP = { name: 'setup.json', text: '{}' }
const read = async (zip: Buffer) => {
  const source = await exportZip(zip)
  return Promise.all(source.names.map(name => source.read(name, 1_000_000)))
}

describe('[EXPORT-5] a zip', () => {
  test('gives the files of an export, whether they or their folder were packed', async () => {
    const source = await exportZip(await zipOf([SETUP, { name: 'climbs.json', text: '[]' }]))
    expect(source.names).toEqual(['climbs.json', 'setup.json'])
    expect(Buffer.from(await source.read('setup.json', 100)).toString()).toBe('{}')
    const folder = await exportZip(await zipOf([
      { name: 'mon mur/setup.json', text: '{"a":1}' }, { name: 'mon mur/été.jpg' }, { name: '__MACOSX/mon mur/._setup.json' }, { name: 'mon mur/.DS_Store' },
    ]))
    expect(folder.names).toEqual(['setup.json', 'été.jpg'])
    expect(Buffer.from(await folder.read('setup.json', 100)).toString()).toBe('{"a":1}')
  })

  test('says that setup.json is missing, as a folder does', async () => {
    await expect(exportZip(await zipOf([{ name: 'photo.jpg' }])).then(readExport)).rejects.toThrow('setup.json is missing')
  })

  const harmful: [string, () => Promise<Buffer>, RegExp][] = [
    ['leads out of its folder', async () => renamed(await zipOf([SETUP, { name: 'aa/bb/cc.json' }]), 'aa/bb/cc.json', '../../cc.json'), /leads to another place: .*relative path/],
    ['names an absolute path', async () => renamed(await zipOf([SETUP, { name: 'aetc/passwd' }]), 'aetc/passwd', '/etc/passwd'), /leads to another place: absolute path/],
    ['names a drive', async () => renamed(await zipOf([SETUP, { name: 'aa/x.json' }]), 'aa/x.json', 'C:/x.json'), /absolute path/],
    ['uses backslashes', async () => renamed(await zipOf([SETUP, { name: 'aa/bb.json' }]), 'aa/bb.json', 'aa\\bb.json'), /leads to another place: invalid characters/],
    ['has a NUL in a name', async () => renamed(await zipOf([SETUP, { name: 'a0.json' }]), 'a0.json', 'a\0.json'), /a\?\.json has a name that is no readable text/],
    ['turns a name around', async () => zipOf([SETUP, { name: 'a\u202enosj.gpj' }]), /no readable text/],
    ['has a name in a wrong encoding', async () => renamed(await zipOf([SETUP, { name: 'é.json' }]), 'é.json', Buffer.from([0xc3, 0x28, 0x2e, 0x6a, 0x73, 0x6f, 0x6e])), /no readable text/],
    ['has a very long name', async () => zipOf([SETUP, { name: `${'a'.repeat(5000)}.json` }]), /a{100} has a name that is too long/],
    ['has a link', async () => zipOf([{ ...SETUP, text: '/etc/passwd', mode: 0o120777 }]), /setup\.json is a link/],
    ['has the same file twice', async () => zipOf([SETUP, SETUP]), /setup\.json is in the zip twice/],
    ['has the same file in capitals', async () => zipOf([SETUP, { name: 'SETUP.json' }]), /SETUP\.json is in the zip twice/],
    ['has two walls', async () => zipOf([{ name: 'a/setup.json' }, { name: 'b/setup.json' }]), /more than one setup\.json/],
    ['has 100,000 files', async () => crowded(await zipOf([SETUP]), 100_000), /more than 500 files/],
    ['is encrypted', async () => lying(await zipOf([SETUP]), 8, 0x801, 2), /setup\.json is encrypted/],
    ['is packed in another way', async () => lying(await zipOf([SETUP]), 10, 12, 2), /packed in a way that is not supported/],
    ['has files that are too large', async () => zipOf([SETUP, { name: 'climbs.json', text: Buffer.alloc(2_000_000) }]), /climbs\.json is larger than/],
    ['says less than it holds', async () => lying(await zipOf([{ ...SETUP, text: Buffer.alloc(900_000) }]), 24, 10), /another size or sum/],
    ['says more than it holds', async () => lying(await zipOf([{ ...SETUP, text: Buffer.alloc(900) }]), 24, 1000), /another size or sum/],
    ['has another content than its sum', async () => lying(await zipOf([SETUP]), 16, 1), /another size or sum/],
    ['is cut', async () => (await zipOf([SETUP])).subarray(0, 40), /damaged, or no zip/],
    ['is no zip', async () => Buffer.from('<!doctype html>'), /damaged, or no zip/],
    ['is empty', async () => Buffer.alloc(0), /damaged, or no zip/],
  ]
  test.each(harmful)('that %s is refused', async (_what, make, reason) => {
    await expect(make().then(read)).rejects.toThrow(reason)
  })

  test('that would fill the memory is refused before it is unpacked', async () => {
    const bomb = await zipOf([SETUP, ...Array.from({ length: 6 }, (_, i) => ({ name: `climbs${i}.json`, text: Buffer.alloc(1024 * 1024) }))])
    expect(bomb.length).toBeLessThan(20_000)
    const source = await exportZip(bomb, 4 * 1024 * 1024)
    const read: string[] = []
    const reading = async () => {
      for (const name of source.names) {
        await source.read(name, 25 * 1024 * 1024)
        read.push(name)
      }
    }
    await expect(reading()).rejects.toThrow('larger than 4 MB together')
    expect(read).toHaveLength(4)
  })
})
