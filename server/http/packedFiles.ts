import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { RequestHandler } from 'express'
import { pack, sendPacked, type Packed } from './packed'

/** A file, and the versions of it that the build compressed. */
async function readPacked(file: string): Promise<Packed> {
  const beside = (ending: string) => readFile(`${file}.${ending}`).catch(() => undefined)
  const [bytes, br, gzip] = await Promise.all([readFile(file), beside('br'), beside('gz')])
  return pack(bytes, undefined, { ...br && { br }, ...gzip && { gzip } })
}

/**
 * [LIMIT-98] Serves files that never change while the server runs: each is read and compressed once. Any other name is
 * passed on.
 */
export function packedFiles(folder: string, names: readonly string[], headers: Readonly<Record<string, string>>): RequestHandler {
  const known = new Map(names.map(name => [`/${name}`, name]))
  const packed = new Map<string, Promise<Packed>>()
  const read = (name: string): Promise<Packed> => {
    const reading = packed.get(name) ?? readPacked(join(folder, name))
    packed.set(name, reading)
    reading.catch(() => packed.delete(name))
    return reading
  }
  return async (request, response, next) => {
    const name = known.get(request.path)
    if (name === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return next()
    await sendPacked(request, response.set(headers).type(extname(name)), await read(name))
  }
}
