import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { RequestHandler } from 'express'
import { pack, sendPacked, type Packed } from './packed'

/** [LIMIT-98] Files that never change while the server runs: each is read and compressed once. Any other name is passed on. */
export function packedFiles(folder: string, names: readonly string[], headers: Readonly<Record<string, string>>): RequestHandler {
  const known = new Map(names.map(name => [`/${name}`, name]))
  const packed = new Map<string, Promise<Packed>>()
  const read = (name: string): Promise<Packed> => {
    const reading = packed.get(name) ?? readFile(join(folder, name)).then(bytes => pack(bytes))
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
