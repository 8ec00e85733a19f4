import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Request, Response } from 'express'

const ENCODINGS = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof ENCODINGS)[number]
/** Of 11: three times as quick as the best, a tenth larger. */
const BROTLI_QUALITY = 5

const [brotli, zip] = [promisify(brotliCompress), promisify(gzip)]

/** An answer that many get: compressed once for each way of compressing, not anew for each request. */
export interface Packed {
  etag: string
  as: (encoding: Encoding) => Promise<Buffer>
}

/** What the build compressed already, better than there is time for here. */
export type Ready = Partial<Record<Encoding, Buffer>>

/** @param grow told how many bytes more it takes, each time it was compressed another way */
export function pack(body: Buffer, grow: (bytes: number) => void = () => {}, ready: Ready = {}): Packed {
  const made = new Map<Encoding, Promise<Buffer>>([['identity', Promise.resolve(body)]])
  for (const encoding of ENCODINGS) if (ready[encoding]) made.set(encoding, Promise.resolve(ready[encoding]))
  const compress = async (encoding: Encoding) => {
    const packed = await (encoding === 'br'
      ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
      : zip(body))
    grow(packed.length)
    return packed
  }
  return {
    // The same on every node, whichever way it is sent.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`,
    as(encoding) {
      const known = made.get(encoding) ?? compress(encoding)
      made.set(encoding, known)
      known.catch(() => made.delete(encoding))
      return known
    },
  }
}

/** The smallest that is taken: browsers name Brotli last and like all alike. */
const encodingFor = (request: Request): Encoding =>
  ENCODINGS.find(encoding => request.acceptsEncodings(encoding) === encoding) ?? 'identity'

/** The caller has set status and type. */
export async function sendPacked(request: Request, response: Response, packed: Packed): Promise<void> {
  response.set('ETag', packed.etag).vary('Accept-Encoding')
  if (request.fresh) {
    response.removeHeader('Content-Type')
    return void response.status(304).end()
  }
  const encoding = encodingFor(request)
  const body = await packed.as(encoding)
  if (encoding !== 'identity') response.set('Content-Encoding', encoding)
  response.send(body)
}
