import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { Router, type Response } from 'express'
import { Refusal } from '../../shared/result'
import { oneAtATime } from '../photos/imageLoaders'
import { RAW_PRICES } from '../limits/restPrices'
import { makeVariant, variantName, WIDTHS } from '../photos/variants'
import { demoFolder } from '../files/projectFolder'
import type { Services } from '../services/services'
import type { Entrance } from './entrance'

/** A browser that has the picture already gets that answer before its bytes are read. */
async function serve(response: Response, picture: { mime: string; etag: string }, read: () => Promise<Buffer>): Promise<void> {
  response.set({
    'Content-Type': picture.mime,
    'Cache-Control': 'public, max-age=3600',
    'ETag': `"${picture.etag}"`,
    'X-Content-Type-Options': 'nosniff',
  })
  response.set('Cross-Origin-Resource-Policy', 'cross-origin')
  if (response.req.fresh) return void response.status(304).end()
  response.send(await read())
}

/** A variant is made once and kept on disk under the photo's hash; a changed photo has another. */
function variants(dataDir: string) {
  const folder = join(dataDir, 'variants')
  const making = new Map<string, Promise<Buffer>>()
  const keep = async (file: string, made: Buffer): Promise<void> => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const temporary = `${file}.${randomUUID()}`
    await writeFile(temporary, made, { mode: 0o600 }).catch(async (error: unknown) => {
      await rm(temporary, { force: true })
      throw error
    })
    await rename(temporary, file)
  }
  const make = async (file: string, bytes: Buffer, width: number): Promise<Buffer> => {
    const made = await oneAtATime({ payer: 'walls' }, () => makeVariant(bytes, width))
    // If there is no room to keep it, it is made anew the next time.
    await keep(file, made).catch(() => {})
    return made
  }
  return async (sha256: string, width: number, original: () => Promise<Buffer>): Promise<Buffer> => {
    const name = variantName(sha256, width)
    const file = join(folder, name)
    const kept = await readFile(file).catch(() => readFile(join(demoFolder(), name))).catch(() => null)
    if (kept) return kept
    const running = making.get(file) ?? original().then(bytes => make(file, bytes, width)).finally(() => making.delete(file))
    making.set(file, running)
    return running
  }
}

/** Serves `GET /static/<picture_path>`: the original photo, public; with `?w=` a smaller WebP. */
export function pictureRouter({ stores, config }: Services, { payAsGuest }: Entrance): Router {
  const variant = variants(config.dataDir)
  return Router().get('/static/*path', async (request, response) => {
    payAsGuest(request, RAW_PRICES.picture)
    const parts: unknown = request.params.path
    const path = Array.isArray(parts) ? parts.join('/') : String(parts)
    const facts = path.includes('\0') ? null : await stores.walls.pictureFacts(path)
    if (!facts) throw new Refusal('not_found')
    const original = async () => {
      const picture = await stores.walls.picture(path)
      if (!picture) throw new Refusal('not_found')
      return picture.bytes
    }
    const asked = Number(request.query.w)
    if (!Number.isInteger(asked) || asked < 1) return serve(response, { mime: facts.mime, etag: facts.sha256 }, original)
    const width = WIDTHS.find(known => known >= asked) ?? WIDTHS.at(-1) ?? asked
    return serve(response, { mime: 'image/webp', etag: `${facts.sha256}-${width}` }, () => variant(facts.sha256, width, () => {
      payAsGuest(request, RAW_PRICES.variantMade)
      return original()
    }))
  })
}
