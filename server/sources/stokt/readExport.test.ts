import sharp from 'sharp'
import { describe, expect, it, onTestFinished } from 'vitest'
import { writeStoktExport, type ExportKnobs } from '../../../tests/support/stoktExport'
import { exportFolder } from './exportFolder'
import { readExport } from './readExport'
import { UnusableExport } from './unusableExport'

async function read(knobs?: ExportKnobs) {
  const { directory, remove } = await writeStoktExport(knobs)
  onTestFinished(remove)
  return readExport(await exportFolder(directory))
}
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'grey' } }).png().toBuffer()

describe('[IMPORT-1] an export that can be used', () => {
  it('is read from all of its files', async () => {
    const { gym, setup, climbs, photo } = await read()
    expect(gym?.gym_summary.displayName).toBe('Gymnase des Essais')
    expect(setup.holds).toHaveLength(48)
    expect(climbs).toHaveLength(21)
    expect(photo).toMatchObject({ file: 'photo.jpg', mime: 'image/jpeg', width: 600, height: 800 })
  })

  it('may lack gym.json, climbs and photo', async () => {
    const { gym, climbs, photo } = await read({ leaveOut: ['gym.json', 'climbs-1.json', 'climbs-2.json', 'photo.jpg'] })
    expect([gym, climbs, photo]).toEqual([null, [], null])
  })

  it('may hold climbs as pages of the API or as a bare list', async () => {
    const { climbs } = await read({ files: { 'climbs-1.json': '{"count":2,"next":null,"results":[1,2]}', 'climbs-2.json': '[3]' } })
    expect(climbs).toEqual([
      { row: 1, file: 'climbs-1.json', index: 0 }, { row: 2, file: 'climbs-1.json', index: 1 }, { row: 3, file: 'climbs-2.json', index: 0 },
    ])
  })

  it('may begin with a byte order mark', async () => {
    expect((await read({ files: { 'climbs-1.json': '\ufeff[]' } })).climbs).toHaveLength(2)
  })

  it('may hold other pictures than the wall', async () => {
    const { photo } = await read({ files: { 'a-logo.png': await blank(40, 40), 'half.png': await blank(300, 400) } })
    expect(photo?.file).toBe('photo.jpg')
  })

  it('may hold a smaller photo of the same proportions', async () => {
    const { photo } = await read({ leaveOut: ['photo.jpg'], files: { 'half.png': await blank(300, 400) } })
    expect(photo).toMatchObject({ file: 'half.png', mime: 'image/png' })
  })
})

describe('[IMPORT-2] an export is unusable', () => {
  it.each<[string, ExportKnobs, string]>([
    ['without setup.json', { leaveOut: ['setup.json'] }, 'setup.json is missing'],
    ['when setup.json is no JSON', { files: { 'setup.json': '{"id":' } }, 'setup.json is not JSON'],
    ['when gym.json is no JSON', { files: { 'gym.json': 'Gym' } }, 'gym.json is not JSON'],
    ['when a file of climbs is no JSON', { files: { 'climbs-2.json': '' } }, 'climbs-2.json is not JSON'],
    ['when a file is no text', { files: { 'climbs-1.json': Uint8Array.of(0x5b, 0xff, 0x5d) } }, 'climbs-1.json is not UTF-8 text'],
    ['without holds', { change: contents => { contents.setup.holds = [] } }, 'setup.json is not as Stokt writes it: holds: names no hold'],
    ['when the face has no id', { change: contents => { contents.setup.id = '' } }, 'setup.json is not as Stokt writes it: id'],
    ['when the picture would lie elsewhere', { change: contents => { contents.setup.picture.name = '../../etc/passwd' } }, 'picture.name: must be a relative path'],
    ['when climbs are no list', { files: { 'climbs-1.json': '{"climbs":7}' } }, 'climbs-1.json is not as Stokt writes it'],
    ['when it would poison prototypes', { files: { 'climbs-1.json': '[{"__proto__":{"isAdmin":true}}]' } }, 'climbs-1.json contains the key "__proto__"'],
    ['when it is nested without end', { files: { 'climbs-1.json': '['.repeat(100_000) + ']'.repeat(100_000) } }, 'climbs-1.json is nested deeper than 20 levels'],
    ['when the photo is something else', { files: { 'photo.jpg': '<svg xmlns="http://www.w3.org/2000/svg"/>' } }, 'photo.jpg is neither a JPEG nor a PNG'],
    ['when the photo is damaged', { files: { 'photo.jpg': Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 1, 2, 3) } }, 'photo.jpg cannot be decoded'],
  ])('%s', async (_why, knobs, message) => {
    const reading = read(knobs)
    await expect(reading).rejects.toThrow(UnusableExport)
    await expect(reading).rejects.toThrow(message)
  })

  it('when the photo shows another wall', async () => {
    await expect(read({ leaveOut: ['photo.jpg'], files: { 'other.png': await blank(400, 400) } }))
      .rejects.toThrow('other.png is not the photo of this wall: it has 400 x 400 pixels, setup.json says 600 x 800')
  })

  it('when the end of the photo is missing', async () => {
    const whole = await blank(600, 800)
    await expect(read({ leaveOut: ['photo.jpg'], files: { 'cut.png': whole.subarray(0, whole.length / 2) } }))
      .rejects.toThrow('cut.png cannot be decoded')
  })

  it('when there is no such directory', async () => {
    await expect(exportFolder('no/such/place')).rejects.toThrow('no/such/place is no directory')
  })
})
